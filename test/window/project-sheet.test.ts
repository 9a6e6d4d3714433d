import { expect, test } from 'vitest';
import { opened, rows } from '../support/editing-steps.ts';
import { button, dialog } from '../support/studio-page.ts';

const hours = Array.from(
  { length: 12 },
  (_, hour) => `That was hour ${hour + 1} of the crossing of the sea.`,
);
const text = `## The Crossing\n\n${hours.join(' ')}\n`;

test('a book is cut anew where its voice is chosen, after its consequence is told, and cut back by undo', async (context) => {
  const page = await opened(context, { text });
  const count = async () => (await rows(page)).length;
  const before = await count();
  await button(page, 'Voice and pauses').click();
  const sheet = dialog(page);
  await sheet.getByText('Nothing would be cut otherwise.').waitFor();
  expect(await sheet.getByRole('button', { name: 'Cut anew' }).isDisabled()).toBe(true);
  await sheet.getByRole('spinbutton', { name: 'At most' }).fill('60');
  await sheet.getByText(/chunks would be cut otherwise: 1[23] in all instead of [34]\.$/u).waitFor();
  await sheet.getByRole('button', { name: 'Cut anew' }).click();
  await sheet.getByText('It is cut anew. Undo brings back what it was.').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(count).toBeGreaterThan(before + 5);
  await page.getByRole('button', { name: /^Undo/u }).click();
  await expect.poll(count).toBe(before);
});

test('every sample rate is in sight, wide and narrow; one is chosen for what is spoken, and undone', async (context) => {
  const page = await opened(context, { narrated: true });
  await button(page, 'Voice and pauses').click();
  const sheet = dialog(page);
  const rates = sheet.getByRole('group', { name: 'Sample rate' });
  for (const width of [1440, 420]) {
    await page.setViewportSize({ width, height: 900 });
    const [frame, ...labels] = await Promise.all([
      rates.boundingBox(),
      ...(await rates.getByText(/kHz$/u).all()).map((label) => label.boundingBox()),
    ]);
    const right = (frame?.x ?? 0) + (frame?.width ?? 0);
    expect(labels).toHaveLength(6);
    for (const label of labels) expect((label?.x ?? 0) + (label?.width ?? 0)).toBeLessThan(right);
  }
  await rates.getByRole('radio', { name: '48 kHz' }).click();
  await sheet.getByText('Saved', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1440, height: 900 });
  // Nothing has to be spoken again for it.
  await page
    .getByText(/3 of 5 chunks ready/u)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Undo sample rate of the project' }).click();
  await button(page, 'Voice and pauses').click();
  await expect.poll(() => rates.getByRole('radio', { name: '24 kHz' }).isChecked()).toBe(true);
});
