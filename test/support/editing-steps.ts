import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { TestContext } from 'vitest';
import { openPage, startBrowserHost } from './browser-studio.ts';
import { button, chapter, ferry, importFile, narration } from './studio-page.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A window with the ferry, or another text, imported, its first chapter narrated where that is wanted. */
export async function opened(
  context: TestContext,
  { narrated = false, text = ferry }: { narrated?: boolean; text?: string } = {},
): Promise<Page> {
  const host = await startBrowserHost(path.join(temporaryFolder(), 'library'));
  const page = await openPage(context, host.url);
  page.setDefaultTimeout(10_000);
  await importFile(page, 'ferry.md', text);
  await chapter(page, 'The Crossing').waitFor();
  if (narrated) {
    await button(page, 'Narrate chapter').click();
    await narration(page).getByText('Narrated: 3 chunks, all ready').waitFor();
  }
  return page;
}

/** A chunk of the chapter that is shown, by its words and what is said of it. */
export const row = (page: Page, words: RegExp): Locator =>
  page.getByRole('list', { name: 'Text' }).getByRole('button', { name: words });
/** What the chunks of the chapter say. */
export const rows = (page: Page): Promise<string[]> => page.locator('[data-chunk]').allInnerTexts();
/** A text field by its label. */
export const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
/** Whether something has the keyboard. */
export const isFocused = async (locator: Locator): Promise<boolean> =>
  (await locator.and(locator.page().locator(':focus')).count()) === 1;
/** Opens the menu of a chunk and chooses something from it. */
export async function choose(page: Page, words: RegExp, item: RegExp | string): Promise<void> {
  const line = page.locator('[data-row]').filter({ has: page.getByRole('button', { name: words }) });
  await line.hover();
  await line.getByRole('button', { name: 'More for this chunk' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}
/** Waits until something is said. */
export const told = (page: Page, words: RegExp | string): Promise<void> =>
  page.getByRole('status').getByText(words).first().waitFor();
