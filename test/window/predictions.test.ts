import type { Locator, Page } from 'playwright-core';
import { describe, expect, test, type TestContext } from 'vitest';
import { modelVersion } from '../replicate-server/model.ts';
import type { ReplicateServer } from '../replicate-server/replicate-server.ts';
import { connected, pick } from '../support/connected-window.ts';
import { button, dialog, ferry, go, narration } from '../support/studio-page.ts';

const libraryList = (page: Page): Locator => page.getByRole('list', { name: 'Predictions of this library' });
const remoteList = (page: Page): Locator => page.getByRole('list', { name: 'Predictions on Replicate' });

/** A window with a book whose second chapter is narrated as a draft, and which StyleTTS 2 is to speak. */
async function drafted(context: TestContext): Promise<{ server: ReplicateServer; page: Page }> {
  const { server, page } = await connected(context);
  await go(page, 'Library');
  await pick(page, 'Import manuscript', 'ferry.md', Buffer.from(ferry));
  await page.getByRole('button', { name: /^2 The Shore/ }).click();
  await button(page, 'Narrate chapter').click();
  await narration(page)
    .getByText(/^Narrated: 2 chunks/)
    .waitFor();
  await button(narration(page), 'Dismiss').click();
  await button(page, 'Voice and pauses').click();
  await dialog(page)
    .getByRole('radio', { name: /^StyleTTS 2/ })
    .check();
  await page.getByText('all as draft').first().waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  return { server, page };
}

/** Narrates everything at whatever it costs. */
async function narrateAll(page: Page): Promise<void> {
  await button(page, 'Narrate book').click();
  await button(dialog(page), 'Narrate').click();
}

describe('predictions in the window', () => {
  test('a book is narrated for money: forecast, cap, wait, receipt; a draft is heard and told of until then', async (context) => {
    const { server, page } = await drafted(context);
    await page
      .locator('p', { hasText: 'A draft is heard for 2 chunks until StyleTTS 2 has spoken' })
      .waitFor();
    await page.getByRole('button', { name: /far side.*\(a draft/ }).waitFor();
    await button(page, 'Export').click();
    await dialog(page).getByText('2 draft takes remain').waitFor();
    expect(await button(dialog(page), 'Export').isEnabled()).toBe(true);
    await page.keyboard.press('Escape');

    await button(page, 'Narrate book').click();
    await dialog(page).getByText('This is a guess').waitFor();
    await dialog(page).getByText('5 chunks').waitFor();
    await button(dialog(page), 'Not now').click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(server.predictions).toHaveLength(0);

    await button(page, 'Narrate book').click();
    await dialog(page).getByRole('checkbox', { name: 'Pause when it has cost' }).check();
    await dialog(page).getByRole('spinbutton', { name: 'At most' }).fill('0.0001');
    await dialog(page).getByText('That is less than the forecast').waitFor();
    await button(dialog(page), 'Narrate').click();
    const raise = button(narration(page), 'Raise the cap and resume');
    await raise.waitFor();
    const cap = narration(page).getByRole('spinbutton', { name: 'At most' });
    expect(await cap.inputValue()).toBe('0.0001');
    expect(await raise.isDisabled()).toBe(true);
    await narration(page)
      .getByRole('button', { name: /^Enough for the rest: \$0\.00\d+$/ })
      .click();
    expect(Number(await cap.inputValue())).toBeGreaterThan(0.0001);
    expect(server.predictions).toHaveLength(0);
    expect(await button(narration(page), 'Resume').count()).toBe(0);

    server.faults.next('rate-limited', { retryAfter: 600 });
    await raise.click();
    await narration(page)
      .getByText(/Goes on by itself in (10:00|9:5\d)/)
      .waitFor();
    expect(await button(page, 'Narrate book').isDisabled()).toBe(true);
    server.faults.next('credit-needed', { skip: 1 });
    await button(narration(page), 'Try now').click();
    await narration(page)
      .getByText(/wants credit/)
      .waitFor();
    await button(narration(page), 'Resume').click();
    await narration(page).getByText('Narrated: 5 chunks, all ready.').waitFor();
    expect(server.predictions).toHaveLength(5);

    await page.getByRole('button', { name: /so far: show the receipt$/ }).click();
    const rows = async (): Promise<string[][]> => {
      const texts = await dialog(page).getByRole('row').allInnerTexts();
      return texts.map((row) => row.split('\t').slice(0, 2));
    };
    await expect.poll(rows).toEqual([
      ['Chapter', 'Predictions'],
      ['The Crossing', '3'],
      ['The Shore', '2'],
      ['Together', '5'],
    ]);
    await page.keyboard.press('Escape');
    await button(page, 'Export').click();
    await dialog(page)
      .getByText(/^\d+ of \d+ chapter/)
      .waitFor();
    expect(
      await dialog(page)
        .getByText(/draft take/)
        .count(),
    ).toBe(0);
  });

  test('the predictions: live, filtered, laid open, cancelled; a lost one is adopted', async (context) => {
    const { server, page } = await drafted(context);
    server.faults.next('token-refused');
    await narrateAll(page);
    await narration(page)
      .getByText(/^Stopped/)
      .waitFor();
    await button(narration(page), 'To the settings').waitFor();

    server.faults.next('failed', { text: 'gulls', error: 'CUDA error: out of memory' });
    server.faults.next('stuck', { text: 'far side' });
    await narrateAll(page);
    await go(page, 'Predictions');
    // The list is looked at before it is complete: what comes after, comes by itself.
    await libraryList(page)
      .getByRole('link', { name: /Being spoken.*far side/ })
      .click();
    await button(dialog(page), 'Cancel').click();
    await dialog(page)
      .getByText(/was cancelled on Replicate/)
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await narration(page)
      .getByText(/^(Narrated|Cancelled)/)
      .waitFor();
    expect(server.running()).toEqual([]);

    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await libraryList(page)
      .getByRole('link', { name: /^Spoken/ })
      .first()
      .waitFor({ state: 'detached' });
    await libraryList(page)
      .getByRole('link', { name: /Failed.*gulls/ })
      .click();
    await dialog(page)
      .getByText(/CUDA error: out of memory/)
      .waitFor();
    expect(await dialog(page).getByRole('region', { name: 'Input' }).innerText()).toContain(
      'diffusion_steps',
    );
    await page.keyboard.press('Escape');

    // As if the failed one had been sent twice, and the second answer had been lost.
    const lost = server.predictions.find(({ request }) => String(request.input['text']).includes('gulls'));
    await fetch(`${server.url}/predictions`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.token}`, Prefer: 'wait' },
      body: JSON.stringify({ version: modelVersion, input: lost?.request.input }),
    });
    const creates = server.predictions.length;
    await page.getByRole('tab', { name: 'On Replicate' }).click();
    const row = remoteList(page)
      .getByRole('listitem')
      .filter({ hasText: server.predictions.at(-1)?.id ?? '' });
    await row.getByText('Lost: it suits a chunk of The Crossing in The Ferry').waitFor();
    await row.getByRole('button', { name: /^Adopt/ }).click();
    await row.getByRole('link', { name: /^This library’s prediction/ }).click();
    await dialog(page).getByText('Spoken').first().waitFor();
    expect(server.predictions).toHaveLength(creates);
    await dialog(page)
      .getByRole('link', { name: /The Ferry · The Crossing/ })
      .click();
    await page.getByRole('button', { name: /Only the gulls.*\(ready\)/ }).waitFor();
  });
});
