import { expect, test } from 'vitest';
import { beep } from '../support/beep.ts';
import { go } from '../support/studio-page.ts';
import { windowWithEngine } from '../support/window-on-studio.ts';

test('an engine of ten lines has its controls in the window, speaks there, and is nowhere dear', async (context) => {
  const page = await windowWithEngine(context, beep);

  await go(page, 'Voices');
  await page.getByRole('button', { name: 'New voice' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('High');
  await page.getByRole('radio', { name: /^Beep/u }).click();
  // One setting, and nothing of another engine's.
  const pitch = page.getByRole('slider', { name: 'Pitch' });
  expect(await pitch.getAttribute('min')).toBe('100');
  expect(await page.getByRole('slider').count()).toBe(1);
  expect(await page.getByRole('spinbutton', { name: 'Seed' }).count()).toBe(0);
  await pitch.fill('880');
  await page.getByText('880 Hz').waitFor();
  // Nothing is paid for it, and no token is wanted.
  expect(await page.getByText(/paid, usually/u).count()).toBe(0);
  expect(await page.getByText(/needs a token/u).count()).toBe(0);
  await page.getByRole('button', { name: 'Save voice' }).click();
  await page.getByRole('link', { name: /^High/u }).getByText('Beep · 880 Hz').waitFor();
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page
    .getByRole('list', { name: 'Tries' })
    .getByText(/· free$/u)
    .waitFor();

  await go(page, 'Predictions');
  await page.getByRole('combobox', { name: 'Voice' }).click();
  await page.getByRole('option', { name: 'Beep' }).click();
  await page.getByText('880 Hz').or(page.getByText('free')).first().waitFor();
});
