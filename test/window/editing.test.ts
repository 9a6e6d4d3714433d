import { expect, test } from 'vitest';
import { button, narration } from '../support/studio-page.ts';
import { choose, field, isFocused, opened, row, told } from '../support/editing-steps.ts';

test('a line that is corrected is alone to be spoken again, is narrated alone, and its first words and take come back', async (context) => {
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
