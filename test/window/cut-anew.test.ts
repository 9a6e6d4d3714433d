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
