import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test, type TestContext } from 'vitest';
import { openPage, startBrowserHost } from '../support/browser-studio.ts';
import { connected } from '../support/connected-window.ts';
import { button, chapter, dialog, ferry, go, importFile, narration, player } from '../support/studio-page.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A window with the ferry imported, its first chapter narrated where that is wanted. */
async function opened(context: TestContext, { narrated = false } = {}): Promise<Page> {
  const host = await startBrowserHost(path.join(temporaryFolder(), 'library'));
  const page = await openPage(context, host.url);
  page.setDefaultTimeout(10_000);
  await importFile(page, 'ferry.md', ferry);
  await chapter(page, 'The Crossing').waitFor();
  if (narrated) {
    await button(page, 'Narrate chapter').click();
    await narration(page).getByText('Narrated: 3 chunks, all ready').waitFor();
  }
  return page;
}

const row = (page: Page, words: RegExp): Locator =>
  page.getByRole('list', { name: 'Text' }).getByRole('button', { name: words });
const rows = (page: Page): Promise<string[]> => page.locator('[data-chunk]').allInnerTexts();
const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
const isFocused = async (locator: Locator): Promise<boolean> =>
  (await locator.and(locator.page().locator(':focus')).count()) === 1;
/** Opens the menu of a chunk and chooses something from it. */
async function choose(page: Page, words: RegExp, item: RegExp | string): Promise<void> {
  const line = page.locator('[data-row]').filter({ has: page.getByRole('button', { name: words }) });
  await line.hover();
  await line.getByRole('button', { name: 'More for this chunk' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}
const told = (page: Page, words: RegExp | string): Promise<void> =>
  page.getByRole('status').getByText(words).first().waitFor();

describe('a line that is corrected in place', () => {
  test('is alone to be spoken again, is narrated alone, and its first words and take come back', async (context) => {
    const page = await opened(context, { narrated: true });
    const line = row(page, /^The ferry left at six/);
    await line.focus();
    await page.keyboard.press('F2');
    await expect.poll(() => isFocused(field(page, 'Text'))).toBe(true);
    await page.getByText('Only this chunk is spoken again').waitFor();
    await field(page, 'Text').fill('The ferry left at seven, as it never did. Nobody spoke.');
    await page.keyboard.press('Escape');
    await expect.poll(() => isFocused(line)).toBe(true);
    expect(await row(page, /seven/).count()).toBe(0);

    await page.keyboard.press('F2');
    await field(page, 'Text').fill('The ferry left at seven, as it never did. Nobody spoke.');
    await page.keyboard.press('Control+Enter');
    const mended = row(page, /^The ferry left at seven.*corrected.*\(not spoken yet\)/);
    await mended.waitFor();
    await expect.poll(() => isFocused(mended)).toBe(true);
    await told(page, 'Corrected. Only this chunk is to be spoken again.');
    expect(await row(page, /\(ready\)/).count()).toBe(2);

    await choose(page, /^The ferry left at seven/, 'Narrate this chunk');
    await narration(page).getByText('Narrated: 1 chunk, all ready').waitFor();
    await row(page, /^The ferry left at seven.*\(ready\)/).waitFor();

    await choose(page, /^The ferry left at seven/, /^Correct the text/);
    await page.getByText('In the manuscript').waitFor();
    await button(page, 'Restore the manuscript’s words').click();
    // What was spoken of them first is there at once.
    await row(page, /^The ferry left at six.*\(ready\)/).waitFor();
    expect(await page.getByText('corrected').count()).toBe(0);
  });

  test('is not lost by scrolling, by leaving its chapter, or with the page', async (context) => {
    const page = await opened(context);
    await row(page, /^The ferry left at six/).focus();
    await page.keyboard.press('F2');
    await field(page, 'Text').fill('The ferry never left.');
    await page.getByRole('button', { name: /^2 The Shore/ }).click();
    await chapter(page, 'The Shore').waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^1 The Crossing/ }).click();
    expect(await field(page, 'Text').inputValue()).toBe('The ferry never left.');
    await button(page, 'Save').click();
    await row(page, /^The ferry never left\./).waitFor();
    await page.reload();
    await row(page, /^The ferry never left\./).waitFor();
    expect(await field(page, 'Text').count()).toBe(0);
  });
});

test('something else is said than is written, a pause is given and taken back; undone and done again, also after a reload', async (context) => {
  const page = await opened(context, { narrated: true });
  await row(page, /^The ferry left at six/).focus();
  await page.keyboard.press('a');
  await field(page, 'Spoken instead').fill('The ferry left at six in the morning.');
  await page.keyboard.press('Control+Enter');
  await row(
    page,
    /^The ferry left at six, as it always did.*said as.*six in the morning.*not spoken yet/s,
  ).waitFor();

  await row(page, /^Only the gulls/).focus();
  await page.keyboard.press('p');
  await page.getByRole('spinbutton', { name: 'Pause after this chunk' }).fill('4.5');
  await page.keyboard.press('Enter');
  await row(page, /^Only the gulls.*pause of 4\.5 s/s).waitFor();

  await page.reload();
  await page.getByRole('button', { name: /^Undo pause after “Only the gulls/ }).waitFor();
  await page.keyboard.press('Control+z');
  await told(page, /^Undone: pause after “Only the gulls/);
  await page.keyboard.press('Control+z');
  await told(page, /^Undone: say “The ferry left/);
  await expect.poll(() => page.getByText(/said as|pause of/).count()).toBe(0);
  // Its take was there all the time.
  await row(page, /^The ferry left at six.*\(ready\)/).waitFor();
  await page.keyboard.press('Control+y');
  await row(page, /said as.*six in the morning/s).waitFor();
  await page.keyboard.press('Control+Shift+Z');
  await row(page, /pause of 4\.5 s/).waitFor();

  // In a text field the same keys are the field's own.
  await row(page, /^Only the gulls/).focus();
  await page.keyboard.press('F2');
  await page.keyboard.type(' Thrice.');
  await page.keyboard.press('Control+z');
  await expect.poll(() => field(page, 'Text').inputValue()).not.toContain('Thrice.');
  await page.keyboard.press('Escape');
  await row(page, /pause of 4\.5 s/).waitFor();
});

test('a chunk is split where the keys have led, joined again, and what cannot be joined says why', async (context) => {
  const page = await opened(context, { narrated: true });
  await row(page, /^The ferry left at six/).focus();
  await page.keyboard.press('s');
  const cut = page.getByRole('slider', { name: 'Place of the cut' });
  await expect.poll(() => isFocused(cut)).toBe(true);
  expect(await cut.getAttribute('aria-valuetext')).toContain('before “Nobody spoke.”');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await row(page, /^Nobody spoke/).waitFor();
  expect((await rows(page)).map((text) => text.split('\n')[0]?.trim())).toEqual([
    expect.stringMatching(/^The Crossing/),
    expect.stringMatching(/^The ferry left at six, as it always did\.$/),
    expect.stringMatching(/^Nobody spoke\.$/),
    expect.stringMatching(/^Only the gulls/),
  ]);
  await expect.poll(() => isFocused(row(page, /^The ferry left at six/))).toBe(true);
  await page.keyboard.press('j');
  // The whole has its take again.
  await row(page, /^The ferry left at six, as it always did\. Nobody spoke\..*\(ready\)/).waitFor();

  await row(page, /^Only the gulls/).focus();
  await page.keyboard.press('j');
  await told(page, 'It is the last of its section.');
  await page.getByRole('button', { name: /^Undo join/ }).click();
  await row(page, /^Nobody spoke/).waitFor();
  await page.getByRole('button', { name: /^Undo split/ }).click();
  await row(page, /^The ferry left at six, as it always did\. Nobody spoke\..*\(ready\)/).waitFor();
});

test('takes are heard, compared by key, chosen, and left to Lectern again', async (context) => {
  const { page } = await connected(context);
  await importFile(page, 'ferry.md', ferry);
  await row(page, /^The ferry left at six/).focus();
  await page.keyboard.press('t');
  await dialog(page).getByText('There is no take yet.').waitFor();
  await button(dialog(page), 'Narrate this chunk').click();
  await button(dialog(page), 'Play take 1').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => isFocused(row(page, /^The ferry left at six/))).toBe(true);

  await button(page, 'Voice and pauses').click();
  await dialog(page)
    .getByRole('radio', { name: /^StyleTTS 2/ })
    .click();
  await dialog(page).getByText('Saved').waitFor();
  await page.keyboard.press('Escape');
  await row(page, /^The ferry left at six.*a draft/).focus();
  await page.keyboard.press('t');
  const takes = dialog(page).getByRole('list', { name: 'Takes' }).getByRole('listitem');
  await takes.first().getByText('Draft', { exact: true }).waitFor();
  await button(dialog(page), 'Narrate this chunk').click();
  await button(dialog(page), 'Play take 2').waitFor();
  await dialog(page).getByText('Another take').waitFor();
  await button(dialog(page), 'Another take').click();
  await button(dialog(page), 'Play take 3').waitFor();
  await expect
    .poll(() => takes.filter({ hasText: 'Heard now' }).innerText())
    .toMatch(/^Take 3[^]*seed \d+[^]*\$0\./);

  await button(dialog(page), 'A: take 3').click();
  await button(dialog(page), 'B: take 2').click();
  await page.keyboard.press('a');
  await button(dialog(page), 'Pause take 3').waitFor();
  await page.keyboard.press('b');
  const pause = button(dialog(page), 'Pause take 2');
  await pause.waitFor();
  expect(await button(dialog(page), 'Play take 3').count()).toBe(1);
  expect(await isFocused(pause)).toBe(true);
  await page.keyboard.press('Space');
  await button(dialog(page), 'Play take 2').waitFor();

  await button(dialog(page), 'Choose: take 2').click();
  await expect
    .poll(() => takes.filter({ hasText: 'Heard now' }).innerText())
    .toMatch(/^Take 2[^]*Your choice/);
  await page.keyboard.press('Control+z');
  await expect.poll(() => takes.filter({ hasText: 'Heard now' }).innerText()).toMatch(/^Take 3/);
  await page.keyboard.press('Control+y');
  await button(dialog(page), 'Let Lectern choose').click();
  await expect.poll(() => takes.filter({ hasText: 'Your choice' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await player(page).waitFor();
});

test('renaming a chapter asks once whether its heading is read so', async (context) => {
  const page = await opened(context);
  const rename = async (from: string, to: string): Promise<void> => {
    await button(page, `More for ${from}`).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await field(page, `Title of ${from}`).fill(to);
    await page.keyboard.press('Enter');
  };
  const question = page.getByRole('group', { name: 'The heading of the renamed chapter' });
  await rename('The Crossing', 'The Long Crossing');
  await question.getByText('It still begins with “The Crossing”.').waitFor();
  expect(await chapter(page, 'The Long Crossing').count()).toBe(1);
  await button(question, 'Keep it').click();
  await question.waitFor({ state: 'detached' });
  await row(page, /^The Crossing/).waitFor();

  await rename('The Long Crossing', 'The Longest Crossing');
  await button(question, 'Read it so').click();
  await row(page, /^The Longest Crossing/).waitFor();
  await question.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Undo rename/ }).click();
  await row(page, /^The Crossing/).waitFor();
});

test('a file that is known is imported again on purpose, as another project', async (context) => {
  const page = await opened(context);
  await go(page, 'Library');
  await importFile(page, 'ferry.md', ferry);
  await page.getByText('was in your library already').waitFor();
  await button(page, 'Import again as another project').click();
  await page.getByText('was in your library already').waitFor({ state: 'detached' });
  await page.waitForURL(/#\/project\/2/u);
  await go(page, 'Library');
  await page.getByText('2 projects', { exact: true }).waitFor();
});
