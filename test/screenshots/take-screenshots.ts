import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openConnection } from '../../electron/connection/connection-store.ts';
import { startReplicateServer, type ReplicateServer } from '../replicate-server/replicate-server.ts';
import { build, serve } from '../support/built-host.ts';
import { launchChromium } from '../support/chromium.ts';
import { Camera } from './camera.ts';
import { WindowSteps } from './window-steps.ts';

// `npm run screenshots`: every view of the real window, on a library of its own, for docs/ and the README.

const root = path.resolve(import.meta.dirname, '../..');
const books = path.resolve(root, '../shared/books');
const sherlock = path.join(books, 'sherlock-holmes.epub');
const alice = path.join(books, 'alice.txt');

/** What stands in the pictures for the paths of the temporary library and configuration. */
const shownLibrary = '/home/ada/Audiobooks';
const shownConfiguration = '/home/ada/.config/lectern';

/** A book with a sentence that the draft voice, which speaks English, must leave to somebody else. */
const letters = {
  name: 'letters-from-the-lighthouse.md',
  text: `---
title: Letters from the Lighthouse
author: Ada Winterbourne
---

# The First Letter

My dear Tom, the supply boat came at last, and with it your parcel, the newspapers of three weeks, and a cook.

The cook is a quiet man with an enormous moustache. He says good morning in a language that nobody here knows, and he says it to the gulls as well.

On the lid of his sea chest somebody has carved two words: «Доброе утро». We have all learned to answer him, more or less.

He nodded gravely at each of us, as one nods at children who have tied their own shoes for the first time.

Tomorrow he bakes. I am told to expect something with cherries in it.

# The Second Letter

There were cherries. I have no more to report, except that nobody has spoken for an hour.
`,
};

async function takeAll(page: Page, folder: string): Promise<void> {
  const steps = new WindowSteps(page);
  const camera = new Camera(page, path.join(root, 'docs/screenshots'));
  await steps.button('Try the sample manuscript').waitFor();
  await camera.take('first-start');

  await steps.trySample();
  await takeDialogs(steps, camera);
  await takeFailure(steps, camera);
  await takeNarration(steps, camera);

  await takePaid(steps, camera);

  await steps.library();
  await camera.take('library');
  await steps.settings();
  await camera.take('settings', () => hidePaths(page, folder));
  await steps.library();
  await steps.pick({ name: 'The Lost Chapter.epub', text: 'This is no book, only its name.' });
  await page.getByRole('alert').waitFor();
  await camera.take('refused-import');
}

async function takeDialogs(steps: WindowSteps, camera: Camera): Promise<void> {
  await steps.button('Voice and pauses').click();
  await steps.dialog.waitFor();
  await camera.take('voice');
  await steps.closeDialog();

  await steps.button('Export').click();
  const order = steps.dialog.getByRole('button', { name: 'Export', exact: true });
  await order.and(steps.page.locator(':enabled')).waitFor();
  await camera.take('export');
  await order.click();
  await steps.dialog.getByText(/^Checked: /u).waitFor();
  await camera.take('export-done');
  await steps.closeDialog();
}

async function takeFailure(steps: WindowSteps, camera: Camera): Promise<void> {
  await steps.library();
  await steps.importBook(letters);
  await steps.button('Narrate book').click();
  await steps.narration.getByText(/^Narrated, but 1 chunk failed/u).waitFor();
  await camera.take('failed-chunk');
  await steps.dismissNarration();
}

/** Listens to one real book while it is narrated, beside another that was begun; to the sample where there are none. */
async function takeNarration(steps: WindowSteps, camera: Camera): Promise<void> {
  if (!existsSync(alice) || !existsSync(sherlock)) {
    await steps.library();
    await steps.openSample();
    await steps.listen('0:04');
    return camera.take('project');
  }
  await steps.library();
  await steps.importBook(sherlock);
  await steps.narrateUntil(40);
  await steps.cancelNarration();
  await steps.library();
  await steps.importBook(alice);
  await steps.button('Narrate chapter').click();
  await steps.narration.getByText(/^Narrated: /u).waitFor();
  await steps.narrateUntil(10);
  await steps.listen('0:08');
  await camera.take('project');
  return steps.cancelNarration();
}

/** A voice that is tried, a forecast before it speaks a book, and what it has then cost. */
async function takePaid(steps: WindowSteps, camera: Camera): Promise<void> {
  const { page } = steps;
  await steps.go('Voices');
  await page.getByRole('button', { name: 'New voice' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('The narrator');
  await steps.button('Try').click();
  await steps.button('Play try 1').waitFor();
  await steps.button('New seed').click();
  await steps.button('Try').click();
  await steps.button('Play try 2').waitFor();
  await steps.button('Save voice').click();
  await steps.button('Duplicate').waitFor();
  await camera.take('voices');

  await steps.library();
  await steps.openSample();
  await steps.button('Voice and pauses').click();
  await steps.dialog.getByRole('radio', { name: /^The narrator/u }).check();
  await page.getByText('as draft').first().waitFor();
  await steps.closeDialog();
  await steps.button('Narrate book').click();
  await steps.dialog.getByRole('button', { name: 'Narrate', exact: true }).waitFor();
  await camera.take('forecast');
  await steps.dialog.getByRole('button', { name: 'Narrate', exact: true }).click();
  await steps.narration.getByText(/^Narrated: /u).waitFor({ timeout: 120_000 });
  await steps.dismissNarration();
  await page.getByRole('button', { name: /show the receipt$/u }).click();
  await steps.dialog.getByText('Together').waitFor();
  await camera.take('receipt');
  await steps.closeDialog();
  await takeEdits(steps, camera);
  await steps.go('Predictions');
  await page
    .getByRole('list', { name: 'Predictions of this library' })
    .getByRole('listitem')
    .first()
    .waitFor();
  await camera.take('predictions');
}

/** The takes of a chunk, a correction in place, and an edit that was undone. */
async function takeEdits(steps: WindowSteps, camera: Camera): Promise<void> {
  const { page } = steps;
  const line = page.locator('[data-state="ready"] [data-chunk]').nth(1);
  await line.focus();
  await page.keyboard.press('t');
  await steps.dialog.getByRole('button', { name: 'Another take' }).click();
  await steps.dialog.getByRole('button', { name: 'Play take 3' }).waitFor();
  await steps.dialog.getByRole('button', { name: 'Choose: take 2' }).click();
  await steps.dialog.getByText('Your choice').waitFor();
  await camera.take('takes');
  await steps.closeDialog();
  await steps.dismissNarration();
  await line.focus();

  await page.keyboard.press('F2');
  const text = page.getByRole('textbox', { name: 'Text' });
  await text.fill((await text.inputValue()).replace(/\w+(?=\W*$)/u, 'sea'));
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Corrected\./u).waitFor();
  await page.keyboard.press('F2');
  await page.getByText('In the manuscript').waitFor();
  await camera.take('correction', () => page.getByRole('form').scrollIntoViewIfNeeded());
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await page.getByText(/^Undone: correct/u).waitFor();
  // What is said of it is shown for some seconds only.
  await camera.take('undo', async () => {
    await page.keyboard.press('Control+y');
    await page.getByText(/^Done again: correct/u).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undone: correct/u).waitFor();
  });
}

/** Shows paths that look like a person's own in place of the temporary ones. */
async function hidePaths(page: Page, folder: string): Promise<void> {
  await page
    .getByText(folder, { exact: true })
    .or(page.getByText(shownLibrary, { exact: true }))
    .waitFor();
  const shown = [
    [folder, shownLibrary],
    [path.join(path.dirname(folder), 'configuration'), shownConfiguration],
  ] as const;
  await page.getByText(path.dirname(folder)).evaluateAll((elements, pairs) => {
    for (const element of elements) {
      for (const [hidden, instead] of pairs)
        element.textContent = element.textContent.replace(hidden, instead);
    }
  }, shown);
}

/** A Lectern whose Replicate is the local one, with predictions that take little. */
async function connect(folder: string): Promise<{ server: ReplicateServer; environment: NodeJS.ProcessEnv }> {
  const server = await startReplicateServer({ secondsPerCharacter: 0.002 });
  const configuration = path.join(folder, 'configuration');
  const environment = { REPLICATE_API_TOKEN: server.token, LECTERN_CONFIG: configuration };
  const connection = await openConnection({ folder: configuration, environment });
  connection.update({ apiUrl: server.url });
  return { server, environment };
}

const home = mkdtempSync(path.join(os.tmpdir(), 'lectern-screenshots-'));
const folder = path.join(home, 'library');
const built = build();
try {
  const { server, environment } = await connect(home);
  const host = await serve(built, folder, environment);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    // A busy machine narrates slowly.
    page.setDefaultTimeout(180_000);
    await page.goto(host.url);
    await takeAll(page, folder);
  } finally {
    await browser.close();
    await host.stop();
    await server.close();
  }
} finally {
  built.remove();
  rmSync(home, { recursive: true, force: true });
}
