import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { connected, pick } from '../support/connected-window.ts';
import { expectSoundAccount } from '../support/paid-studio.ts';
import { button, dialog, narration, settled } from '../support/studio-page.ts';

const story = `# The Ferry

The ferry left at six, as it always did, and nobody on the pier spoke of the weather or of the war that night.

Only the gulls had something to say, and they said it twice, and the captain went below to write it down again.

On the far side there was a light, small, yellow, and very far away, which no chart of the company had ever shown.
`;

/** Keeps a picture where LECTERN_PICTURES says so, to be looked at. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['LECTERN_PICTURES'];
  // Not in the middle of a change of colours.
  await settled(page);
  if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

test('a service whose audio cannot be had, in the window: said while it lasts, a person is asked after two, and nothing is bought again', async (context) => {
  const { server, page } = await connected(context);
  // With the patience of life: two chunks of a minute and a half.
  page.setDefaultTimeout(360_000);
  await page.getByRole('link', { name: 'Library', exact: true }).click();
  await pick(page, 'Import manuscript', 'ferry.md', Buffer.from(story));
  await button(page, 'Voice and pauses').click();
  await dialog(page)
    .getByRole('radio', { name: /^StyleTTS 2/ })
    .check();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  server.faults.next('html-audio', { endpoint: 'download', times: Infinity });
  await button(page, 'Narrate book').click();
  await button(dialog(page), 'Narrate').click();

  await narration(page)
    .getByText(/is made and paid for, but could not be had yet: a web page came instead/)
    .waitFor();
  expect(await button(narration(page), 'Cancel').isEnabled()).toBe(true);
  await picture(page, 'owed-waiting-wide-light');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'owed-waiting-narrow-dark');

  await narration(page)
    .getByText(/2 paid predictions in a row gave no audio that can be used/)
    .waitFor();
  expect(server.stats.creates).toBe(2);
  await picture(page, 'breaker-narrow-dark');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, 'breaker-wide-light');

  server.faults.clear();
  // The background fetches what is owed within a minute, while the narration is still paused.
  await expect.poll(() => server.stats.downloads.complete, { timeout: 180_000 }).toBe(2);
  await button(narration(page), 'Go on all the same').click();
  await narration(page)
    .getByText(/^Narrated: \d+ chunks/)
    .waitFor();
  await page.getByRole('link', { name: 'Predictions', exact: true }).click();
  await page.getByRole('list', { name: 'Predictions of this library' }).waitFor();
  await picture(page, 'predictions-wide-light');
  expectSoundAccount(server);
});
