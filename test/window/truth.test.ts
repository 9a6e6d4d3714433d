import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test, type TestContext } from 'vitest';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import { projectIdSchema } from '../../electron/contract/ids.ts';
import { openLibrary } from '../../electron/library/open-library.ts';
import { alterHost, type AlteredHost } from '../support/altered-host.ts';
import { openPage, startBrowserHost } from '../support/browser-studio.ts';
import { connected, pick } from '../support/connected-window.ts';
import { button, ferry, go, importFile, narration } from '../support/studio-page.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A page with a book, whose host can be spoken for. */
async function altered(context: TestContext): Promise<{ page: Page; host: AlteredHost; library: string }> {
  const library = path.join(temporaryFolder(), 'library');
  const { url } = await startBrowserHost(library);
  const page = await openPage(context, 'about:blank');
  page.setDefaultTimeout(10_000);
  const host = await alterHost(page);
  await page.goto(url);
  await importFile(page, 'ferry.md', ferry);
  await button(page, 'Narrate book').waitFor();
  return { page, host, library };
}

const progress: NarrationProgress = {
  ...{ project: projectIdSchema.parse(1), state: 'running', section: null, total: 3, ready: 1, failed: 0 },
  ...{ sectionTotal: 3, sectionFinished: 1, fraction: 0.1, secondsLeft: 60 },
  ...{ problem: null, waitingFor: null, resumesAt: null, spent: 0.004, maxCost: null },
};

describe('what the window says', () => {
  test('while a narration waits for audio that is owed, it says so, and Cancel is at hand; the breaker asks', async (context) => {
    const { page, host } = await altered(context);
    const message = 'Waiting for audio that is made but cannot be fetched yet.';
    const waitingFor = { code: 'audio-owed', message, action: 'It is looked at again.' } as const;
    host.tell({ name: 'narration', payload: { ...progress, waitingFor } });
    await narration(page).getByText(`${message} It is looked at again.`).waitFor();
    await narration(page).getByText('1 of 3 chunks').waitFor();
    await narration(page).getByText('waiting', { exact: true }).waitFor();
    expect(await narration(page).getByText('left', { exact: false }).count()).toBe(0);
    expect(await button(narration(page), 'Cancel').isEnabled()).toBe(true);
    const bar = narration(page).getByRole('progressbar');
    expect(await bar.getAttribute('aria-valuenow')).toBe('33');

    host.tell({ name: 'narration', payload: progress });
    await narration(page).getByText('about 1 min left').waitFor();

    const problem = {
      code: 'without-audio',
      message: 'Two paid predictions in a row gave no audio that can be used.',
      action: 'Look at them before more is paid.',
    } as const;
    host.tell({ name: 'narration', payload: { ...progress, state: 'paused', problem } });
    await narration(page).getByRole('alert').getByText(problem.message).waitFor();
    await narration(page).getByRole('button', { name: 'Go on all the same' }).waitFor();
    expect(await button(narration(page), 'Cancel').isEnabled()).toBe(true);
    await button(narration(page), 'To the predictions').click();
    await page.getByRole('heading', { level: 1, name: 'Predictions' }).waitFor();
  });

  test('while the connection is lost nothing looks live, and what needs the host is disabled', async (context) => {
    const { page, host } = await altered(context);
    const [section] = await page.getByRole('navigation', { name: 'Sections' }).getByRole('button').all();
    expect(section).toBeDefined();
    host.tell({ name: 'narration', payload: progress });
    await narration(page).getByText('about 1 min left').waitFor();
    await host.cut();
    // What was being fetched at that moment says it, too, where it would have been shown.
    await page.getByText(/connection to Lectern was lost\. Nothing that was finished is lost/).waitFor();
    await narration(page).getByText('when the connection was lost').waitFor();
    expect(await narration(page).getByText('about 1 min left').count()).toBe(0);
    const bar = narration(page).getByRole('progressbar');
    expect(await bar.getAttribute('aria-valuetext')).toBe('33 % when the connection was lost');
    for (const name of ['Pause', 'Cancel'])
      expect(await button(narration(page), name).isDisabled(), name).toBe(true);
    for (const name of ['Narrate book', 'Narrate chapter', 'Export', 'Voice and pauses'])
      expect(await button(page, name).isDisabled(), name).toBe(true);
    const included = page.getByRole('checkbox', { name: 'Include The Crossing' });
    expect(await included.isDisabled()).toBe(true);
    // What needs no host goes on working.
    await go(page, 'Voices');
    await button(page, 'New voice').first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('The narrator');
    expect(await button(page, 'Save voice').isDisabled()).toBe(true);
  });

  test('the end is told in the title and by a notification, only while the window is not in front', async (context) => {
    const { page } = await altered(context);
    await page.evaluate(`
      globalThis.told = [];
      globalThis.Notification = class extends EventTarget {
        static permission = 'granted';
        constructor(title, { body }) { super(); told.push([title, body]); globalThis.last = this; }
        close() {}
      };
      globalThis.inFront = true;
      document.hasFocus = () => inFront;
    `);
    await button(page, 'Narrate chapter').click();
    await narration(page)
      .getByText(/all ready/)
      .waitFor();
    expect(await page.title()).toBe('Lectern');
    expect(await page.evaluate('told')).toEqual([]);

    await page.evaluate('inFront = false');
    await button(page, 'Narrate book').click();
    await expect.poll(() => page.title(), { timeout: 20_000 }).toBe('Narrated: The Ferry · Lectern');
    expect(await page.evaluate('told')).toEqual([
      ['Narrated: The Ferry', expect.stringMatching(/^Narrated: \d+ chunks, all ready\.$/u)],
    ]);
    await go(page, 'Settings');
    await page.evaluate(
      `inFront = true; last.dispatchEvent(new Event('click')); dispatchEvent(new Event('focus'))`,
    );
    await button(page, 'Narrate book').waitFor();
    expect(await page.title()).toBe('Lectern');
  });

  test('what was perhaps billed is named in the list, on its page and in the receipt, and is in no sum', async (context) => {
    const library = path.join(temporaryFolder(), 'library');
    const { page, host } = await connected(context, library);
    await pick(page, 'Import manuscript', 'ferry.md', Buffer.from(ferry));
    await button(page, 'Voice and pauses').click();
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: /^StyleTTS 2/ })
      .check();
    await page.getByRole('dialog').getByText('Saved').waitFor();
    await page.keyboard.press('Escape');
    await button(page, 'Narrate book').click();
    await button(page.getByRole('dialog'), 'Narrate').click();
    await narration(page)
      .getByText(/all ready/)
      .waitFor();
    await host.stop();
    const opened = openLibrary(library, 'A test');
    opened.db
      .exec(`UPDATE predictions SET state = 'aborted', remote_status = NULL, remote_id = NULL, cost = NULL,
      predict_time = NULL WHERE text LIKE '%gulls%'`);
    opened.close();
    const again = await startBrowserHost(library);
    await page.goto(again.url);
    await page
      .getByRole('link', { name: /The Ferry/ })
      .first()
      .click();
    await page.getByRole('button', { name: / and 1 perhaps billed so far: show the receipt$/ }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('and 1 perhaps billed').first().waitFor();
    expect(await sheet.getByText('and 1 perhaps billed').count()).toBe(2);
    await sheet.getByText(/^1 prediction was perhaps billed, too/).waitFor();
    await page.keyboard.press('Escape');
    await go(page, 'Predictions');
    await page.getByText(/· 1 perhaps billed$/).waitFor();
    await page.getByRole('link', { name: /gulls.*perhaps billed/ }).click();
    await sheet.getByText('perhaps billed: Lectern could not find out').waitFor();
  });
});
