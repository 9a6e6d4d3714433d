import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage, startBrowserHost } from '../../support/browser-studio.ts';
import { settled } from '../../support/studio-page.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What axe finds serious or critical, each with the first place where. */
async function seriousFindings(page: Page): Promise<string[]> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

/** Looks at everything that edits a chunk or a chapter, on the page of the sample. */
async function editAll(page: Page): Promise<void> {
  const line = page.locator('[data-state="ready"] [data-chunk]').nth(1);
  const id = await line.getAttribute('data-chunk');
  const row = page.locator(`[data-chunk="${id ?? ''}"]`);
  await row.focus();
  await page.keyboard.press('F2');
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill(`${await text.inputValue()} Indeed.`);
  expect(await seriousFindings(page), 'a correction').toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Corrected\./).waitFor();
  expect(await seriousFindings(page), 'a corrected line').toEqual([]);
  for (const [key, what] of [
    ['F2', 'a correction that can be taken back'],
    ['a', 'what is said instead'],
    ['s', 'the place of a cut'],
    ['p', 'a pause'],
  ] as const) {
    await row.focus();
    await page.keyboard.press(key);
    const editor = page.getByRole('form');
    await editor.waitFor();
    expect(await seriousFindings(page), what).toEqual([]);
    await editor.getByRole('button', { name: 'Cancel' }).click();
    await row.waitFor();
  }
  await page.keyboard.press('Control+z');
  await page.getByText(/^Undone: correct/).waitFor();
  await row.focus();
  await page.keyboard.press('t');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Play take/ })
    .first()
    .waitFor();
  expect(await seriousFindings(page), 'the takes').toEqual([]);
  await page.keyboard.press('Escape');
  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('button', { name: /^More for / })
    .last()
    .click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: /^Title of/ }).fill('Another Title');
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'The heading of the renamed chapter' }).waitFor();
  expect(await seriousFindings(page), 'a question after renaming').toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any view, ${colorScheme}`, async (context) => {
    const host = await startBrowserHost(path.join(temporaryFolder(), 'library'));
    const page = await openPage(context, host.url, { colorScheme });
    const sample = page.getByRole('button', { name: 'Try the sample manuscript' });
    await sample.waitFor();
    expect(await seriousFindings(page), 'first start').toEqual([]);

    await sample.click();
    await page.getByRole('region', { name: 'Narration' }).getByRole('button', { name: 'Cancel' }).waitFor();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    expect(await seriousFindings(page), 'a project being narrated').toEqual([]);
    await page.getByRole('button', { name: 'Voice and pauses' }).click();
    await page.getByRole('dialog').getByRole('slider').first().waitFor();
    expect(await seriousFindings(page), 'voice and pauses').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    expect(await seriousFindings(page), 'the export sheet').toEqual([]);
    await page.keyboard.press('Escape');

    // A dialog that closes gives the keyboard back.
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await editAll(page);

    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await page.getByRole('button', { name: 'Import manuscript' }).waitFor();
    expect(await seriousFindings(page), 'the library').toEqual([]);
    await page.getByRole('link', { name: 'Voices', exact: true }).click();
    await page.getByRole('button', { name: 'New voice' }).first().click();
    await page.getByText('Advanced').click();
    await page.getByRole('radio', { name: /^Another/ }).check();
    await page.getByRole('textbox', { name: 'Id of the version' }).fill('latest');
    await page.getByText('That is no id yet').waitFor();
    expect(await seriousFindings(page), 'a voice').toEqual([]);
    await page.getByRole('link', { name: 'Predictions', exact: true }).click();
    const predictions = page.getByRole('list', { name: 'Predictions of this library' });
    await predictions.getByRole('link').first().waitFor();
    expect(await seriousFindings(page), 'the predictions').toEqual([]);
    await predictions.getByRole('link').first().click();
    await page.getByRole('dialog').getByText('Billed').waitFor();
    expect(await seriousFindings(page), 'a prediction').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'On Replicate' }).click();
    await page.getByRole('alert').getByRole('button', { name: 'To the settings' }).waitFor();
    expect(await seriousFindings(page), 'the predictions on Replicate').toEqual([]);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('radio', { name: 'Dark' }).waitFor();
    await page.getByRole('button', { name: 'Check' }).waitFor();
    await page.getByText('Advanced').first().click();
    await page.getByRole('checkbox', { name: /^Ask for a streaming address/ }).waitFor();
    expect(await seriousFindings(page), 'the settings').toEqual([]);

    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await page
      .getByRole('link', { name: /The Library at the End of the Line/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await host.kill();
    await page.getByText(/connection to Lectern was lost/).waitFor();
    expect(await seriousFindings(page), 'a lost connection').toEqual([]);
  });
}

test('keyboard alone imports, narrates, hears and exports', async (context) => {
  const host = await startBrowserHost(path.join(temporaryFolder(), 'library'));
  const page = await openPage(context, host.url);
  const reach = async (role: 'button' | 'link' | 'checkbox', name: string | RegExp): Promise<void> => {
    const wanted = page.getByRole(role, { name, exact: true }).first();
    await wanted.waitFor();
    for (let steps = 0; steps < 80; steps++) {
      if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reached ${String(name)}`);
  };
  await reach('button', 'Try the sample manuscript');
  await page.keyboard.press('Enter');
  await reach('button', 'Play');
  await page.keyboard.press('Enter');
  const position = page.getByRole('slider', { name: 'Position in the chapter' });
  await expect
    .poll(async () => Number(await position.getAttribute('aria-valuenow')), { timeout: 20_000 })
    .toBeGreaterThan(0);
  await page
    .getByText(/^Narrated: \d+ chunks, all ready/)
    .first()
    .waitFor({ timeout: 40_000 });
  await reach('button', 'Export');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog');
  // What cannot be pressed yet, Tab passes by.
  const exporting = sheet.getByRole('button', { name: 'Export', exact: true });
  await exporting.waitFor();
  await expect.poll(() => exporting.isEnabled()).toBe(true);
  for (let steps = 0; steps < 20; steps++) {
    if ((await exporting.and(page.locator(':focus')).count()) > 0) break;
    await page.keyboard.press('Tab');
  }
  expect(await exporting.and(page.locator(':focus')).count()).toBe(1);
  await page.keyboard.press('Enter');
  await sheet.getByText(/^Checked: 3 chapters/).waitFor({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
});
