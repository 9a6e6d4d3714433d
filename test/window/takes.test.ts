import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { button, chapter, dialog, ferry, go, importFile, player } from '../support/studio-page.ts';
import { field, isFocused, opened, row, rows, told } from '../support/editing-steps.ts';
import { connected } from '../support/connected-window.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LecternWindow } from './lectern-window.ts';

/** Has the page remember the sounds that it makes, and play them slowly: none ends while the test looks. */
async function rememberSounds(page: Page): Promise<void> {
  await page.addInitScript(`{
    const Real = window.Audio;
    window.sounds = [];
    window.Audio = function (address) {
      const made = new Real(address);
      made.addEventListener('playing', () => { made.playbackRate = 0.2; });
      window.sounds.push(made);
      return made;
    };
  }`);
  await page.reload();
}
/** How far into themselves the sounds are that play, or that were begun and paused. */
const shares = (page: Page, paused: boolean): Promise<number[]> =>
  page.evaluate<number[]>(
    `window.sounds.filter((one) => one.currentTime > 0 && one.paused === ${paused}).map((one) => one.currentTime / one.duration)`,
  );

test('an unsaved correction is not lost where its row is scrolled out of the page', async (context) => {
  const hours = Array.from({ length: 120 }, (_, hour) => `That was hour ${hour + 1} of the crossing.`);
  const page = await opened(context, { text: `## The Crossing\n\n${hours.join('\n\n')}\n` });
  await row(page, /^That was hour 1 /).focus();
  await page.keyboard.press('F2');
  await field(page, 'Text').fill('That was the first hour.');
  await row(page, /^That was hour 2 /).focus();
  await page.keyboard.press('End');
  await row(page, /^That was hour 120 /).waitFor();
  await expect.poll(() => field(page, 'Text').count()).toBe(0);
  await page.keyboard.press('Home');
  await expect.poll(() => field(page, 'Text').inputValue()).toBe('That was the first hour.');
});

test('an unsaved correction is not lost by leaving its chapter, or with the page', async (context) => {
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

test('a chunk is split where the keys have led, joined again, and what cannot be joined says why', async (context) => {
  const page = await opened(context, { narrated: true });
  await row(page, /^The ferry left at six/).focus();
  await page.keyboard.press('s');
  const cut = page.getByRole('slider', { name: 'Place of the cut' });
  await expect.poll(() => isFocused(cut)).toBe(true);
  expect(await cut.getAttribute('aria-valuetext')).toContain('before “Nobody spoke.”');
  // The nearer edge of the word that is pointed at.
  await cut.getByText('always ', { exact: true }).click({ position: { x: 2, y: 8 } });
  expect(await cut.getAttribute('aria-valuetext')).toContain('before “always did. Nobody”');
  await cut.getByText('always ', { exact: true }).click({ position: { x: 45, y: 8 } });
  expect(await cut.getAttribute('aria-valuetext')).toContain('before “did. Nobody spoke.”');
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
  await rememberSounds(page);
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
  // A dialog that closes gives the keyboard back.
  await dialog(page).waitFor({ state: 'detached' });
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
  await expect
    .poll(async () => Math.max(0, ...(await shares(page, false))), { timeout: 10_000 })
    .toBeGreaterThan(0.2);
  await page.keyboard.press('b');
  const pause = button(dialog(page), 'Pause take 2');
  await pause.waitFor();
  expect(await button(dialog(page), 'Play take 3').count()).toBe(1);
  // It went on where the other one was left.
  const [[left = 0], [now = 0]] = [await shares(page, true), await shares(page, false)];
  expect(left).toBeGreaterThan(0.2);
  expect(now).toBeGreaterThan(left - 0.02);
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

test('what is edited in one window can be undone in another', async (context) => {
  const page = await opened(context);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await row(other, /^Only the gulls/).waitFor();
  await row(page, /^Only the gulls/).focus();
  await page.keyboard.press('F2');
  await field(page, 'Text').fill('Only the owls had something to say.');
  await page.keyboard.press('Control+Enter');
  await row(other, /^Only the owls.*corrected/).waitFor();
  await other.getByRole('button', { name: /^Undo correct “Only the gulls/ }).click();
  await row(page, /^Only the gulls/).waitFor();
  await page.getByRole('button', { name: /^Redo correct/ }).waitFor();
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

test('in the window a known file is chosen once more by the system’s dialog, or not', async (context) => {
  const home = temporaryFolder();
  const manuscript = path.join(home, 'ferry.md');
  writeFileSync(manuscript, ferry);
  const lectern = new LecternWindow(context, { home, library: path.join(home, 'library') });
  await lectern.next('window shown');
  const press = (words: string): Promise<unknown> =>
    lectern.inPage(`new Promise((resolve) => {
      const look = () => {
        const found = [...document.querySelectorAll('button')].find((one) => one.textContent.includes(${JSON.stringify(words)}));
        if (found === undefined || found.disabled) return void requestAnimationFrame(look);
        found.click();
        resolve(true);
      };
      look();
    })`);
  const isAt = (place: string): Promise<void> =>
    expect.poll(() => lectern.inPage('location.hash')).toContain(place);
  const answer = (canceled: boolean): Promise<unknown> =>
    lectern.do('answer', 'open dialog', { canceled, filePaths: canceled ? [] : [manuscript] });

  await answer(false);
  await press('Import manuscript');
  await isAt('#/project/1');
  for (const canceled of [true, false]) {
    await lectern.inPage("location.hash = '#/'");
    await answer(false);
    await press('Import manuscript');
    await isAt('#/project/1');
    await answer(canceled);
    await press('Import again as another project');
    if (canceled) expect(await lectern.value('projects.list', {})).toHaveLength(1);
    else await isAt('#/project/2');
  }
  expect(await lectern.value('projects.list', {})).toHaveLength(2);
});
