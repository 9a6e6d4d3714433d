import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openPage, startBrowserHost } from '../support/browser-studio.ts';
import { connected, pick } from '../support/connected-window.ts';
import { startFastServer } from '../support/paid-studio.ts';
import { tone, wavOf } from '../support/sounds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const story = `# The Ferry

## The Crossing

The ferry left at six, as it always did. Nobody spoke.

Only the gulls had something to say, and they said it twice.
`;

const go = (page: Page, place: string): Promise<void> =>
  page.getByRole('link', { name: place, exact: true }).click();
const tries = (page: Page): Locator => page.getByRole('list', { name: 'Tries' }).getByRole('listitem');
const tryIt = (page: Page): Locator => page.getByRole('button', { name: 'Try', exact: true });

/** Makes a voice with a seed and saves it. */
async function makeVoice(page: Page, name: string, seed: number): Promise<void> {
  await go(page, 'Voices');
  await page.getByRole('button', { name: 'New voice' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('spinbutton', { name: 'Seed' }).fill(String(seed));
  await page.getByRole('button', { name: 'Save voice' }).click();
  await page.getByRole('button', { name: 'Duplicate' }).waitFor();
}

describe('voices in the window', () => {
  test('a token is entered, refused, kept and never shown again', async (context) => {
    const server = await startFastServer();
    const host = await startBrowserHost(path.join(temporaryFolder(), 'library'));
    const page = await openPage(context, host.url);
    page.setDefaultTimeout(10_000);
    await go(page, 'Settings');
    await page.getByLabel('API address').fill(server.url);
    const token = page.getByLabel(/API token/);
    await token.fill('r8_not_the_one');
    await page.getByRole('button', { name: 'Keep this token' }).click();
    await page
      .getByRole('alert')
      .getByText(/did not accept the token/)
      .waitFor();
    expect(await token.inputValue()).toBe('');
    await token.fill(server.token);
    await page.getByRole('button', { name: 'Keep this token' }).click();
    await page.getByText('A token is kept in a file').waitFor();
    expect(await token.inputValue()).toBe('');
    expect(await page.content()).not.toContain(server.token);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText(/Replicate knows you as/).waitFor();
    await page.getByText('The model’s newest version is the one that Lectern speaks with.').waitFor();
    await page.getByRole('button', { name: 'Forget the token' }).click();
    await page.getByText('There is no token yet.').waitFor();
  });

  test('a voice is refused before it costs, tried, heard, compared, saved', async (context) => {
    const { server, page } = await connected(context);
    await go(page, 'Voices');
    await page.getByRole('button', { name: 'New voice' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('The narrator');
    await page.getByLabel('Weights').fill('https://example.org/anna.pth');
    await page.getByText('Fine-tuned weights only work together with a reference').first().waitFor();
    expect(await tryIt(page).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Save voice' }).isDisabled()).toBe(true);
    await page.getByLabel('Weights').fill('');

    await tryIt(page).click();
    await page.getByRole('button', { name: 'Play try 1' }).click();
    const heard = (): Promise<number> =>
      page.evaluate<number>('document.querySelector("[aria-label=Tries] audio").currentTime');
    await expect.poll(heard).toBeGreaterThan(0.2);

    await page.getByRole('button', { name: 'New seed' }).click();
    await tryIt(page).click();
    await page.getByRole('button', { name: 'Play try 2' }).waitFor();
    expect(await tries(page).first().getByText('(differs)').count()).toBe(1);
    expect(server.predictions.map(({ request }) => request.input['seed'])).toHaveLength(2);
    await tries(page).nth(1).getByRole('button', { name: 'Use these settings' }).click();
    expect(await page.getByRole('spinbutton', { name: 'Seed' }).inputValue()).toBe('0');

    await page.getByRole('button', { name: 'Save voice' }).click();
    await page.getByRole('navigation', { name: 'Voices' }).getByText('not used yet').waitFor();
    await tries(page).first().getByRole('button', { name: 'Remove try 2' }).click();
    await expect.poll(() => tries(page).count()).toBe(1);
  });

  test('an unsaved voice survives a reload; any seed and any version of the model are taken, nonsense is not', async (context) => {
    const { page } = await connected(context);
    const newest = 'ab'.repeat(32);
    await go(page, 'Voices');
    await page.getByRole('button', { name: 'New voice' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('The narrator');
    const seed = page.getByRole('spinbutton', { name: 'Seed' });
    await seed.fill('9007199254740991');
    await page.getByText('Advanced').click();
    await page.getByRole('button', { name: 'Ask for the newest version' }).click();
    await page.getByText('The model’s newest version is the one that Lectern speaks with.').waitFor();
    await page.getByRole('radio', { name: /^Another/ }).click();
    const id = page.getByRole('textbox', { name: 'Id of the version' });
    await id.fill('latest');
    await page.getByText('That is no id yet').waitFor();
    await id.fill(`adirik/styletts2:${newest}`);
    await page.getByText('That is no id yet').waitFor({ state: 'detached' });

    await page.reload();
    expect(await seed.inputValue()).toBe('9007199254740991');
    expect(await id.inputValue()).toBe(newest);
    await page.getByRole('button', { name: 'Save voice' }).click();
    await page
      .getByRole('link', { name: /The narrator.*seed 9007199254740991 · version abababab/ })
      .waitFor();
    await page.reload();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('The narrator');
    expect(await page.getByRole('button', { name: 'Discard changes' }).count()).toBe(0);
    await page.getByRole('radio', { name: /^Lectern’s own/ }).click();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect.poll(() => page.getByRole('radio', { name: /^Another/ }).isChecked()).toBe(true);
  });

  test('a reference is asked consent for, cut by keys, judged, and sent with a try', async (context) => {
    const { server, page } = await connected(context);
    await go(page, 'Voices');
    await page.getByRole('button', { name: 'New voice' }).first().click();
    await page.getByRole('button', { name: 'Choose a reference' }).click();
    expect(await page.getByRole('button', { name: 'Choose an audio file' }).count()).toBe(0);
    await page.getByRole('button', { name: 'I accept these terms' }).click();
    const speech = tone({ frequency: 180, seconds: 12, sampleRate: 24_000, amplitude: 0.3, before: 2 });
    await pick(page, 'Choose an audio file', 'anna.wav', wavOf(speech, 24_000));
    const end = page.getByRole('slider', { name: 'End of the selection' });
    const before = Number(await end.getAttribute('aria-valuenow'));
    await end.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(async () => Number(await end.getAttribute('aria-valuenow'))).toBeCloseTo(before - 1, 1);
    await page.getByRole('button', { name: 'Play the selection' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Cut this clip' }).click();
    await page.getByRole('list', { name: 'Quality of the clip' }).getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: /^Use (this clip|it all the same)$/ }).click();
    await page.getByRole('button', { name: 'Play the reference anna' }).waitFor();
    expect(await page.getByText('It changes nothing while there is no reference').count()).toBe(0);
    await tryIt(page).click();
    await page.getByRole('button', { name: 'Play try 1' }).waitFor();
    expect(server.predictions[0]?.request.input['reference']).toMatch(/^(data:audio|http)/u);
    await page.getByRole('button', { name: 'Choose another' }).click();
    await page.getByRole('button', { name: 'Use anna' }).waitFor();
  });

  test('a book follows a voice, a chapter and a chunk another, and a chunk is taken anew', async (context) => {
    const { server, page } = await connected(context);
    await makeVoice(page, 'The narrator', 11);
    await makeVoice(page, 'The sailor', 22);
    await go(page, 'Library');
    await pick(page, 'Import manuscript', 'ferry.md', Buffer.from(story));
    await page.getByRole('button', { name: /The ferry left at six/ }).hover();
    await page.getByRole('button', { name: 'More for this chunk' }).nth(1).click();
    const always = page.getByRole('menuitem', { name: 'This voice always says this alike' });
    expect(await always.getAttribute('aria-disabled')).toBe('true');
    expect(await page.getByRole('menuitem', { name: 'Another take' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Voice and pauses' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('radio', { name: 'The narrator' }).click();
    await sheet.getByText('Saved').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /The ferry left at six/ }).hover();
    await page.getByRole('button', { name: 'More for this chunk' }).nth(1).click();
    await page.getByRole('menuitem', { name: 'Another take' }).waitFor();
    await page.getByRole('menuitemradio', { name: /The sailor/ }).click();
    await page.getByRole('button', { name: /Nobody spoke.*The sailor/ }).waitFor();
    await page.getByRole('button', { name: 'Narrate chapter' }).click();
    await sheet.getByRole('button', { name: 'Narrate' }).click();
    await page.getByText('Narrated: 3 chunks, all ready').first().waitFor();
    const seeds = (): unknown[] => server.predictions.map(({ request }) => request.input['seed']);
    expect(seeds()).toEqual([11, 22, 11]);

    await page.getByRole('button', { name: /Only the gulls/ }).hover();
    await page.getByRole('button', { name: 'More for this chunk' }).nth(2).click();
    const priced = /^Another take\s*Spoken anew with another seed, for (about|under) \$[\d.]+/;
    await page.getByRole('menuitem', { name: priced }).click();
    await page.getByText('Narrated: 1 chunk, all ready').first().waitFor();
    expect(seeds()).toHaveLength(4);
    expect([11, 22]).not.toContain(seeds()[3]);

    await page.getByRole('button', { name: /voice of this chapter/ }).click();
    await page.getByRole('menuitemradio', { name: /The sailor/ }).click();
    await page.getByRole('button', { name: /The sailor, voice of this chapter/ }).waitFor();
    await go(page, 'Voices');
    await page.getByRole('link', { name: /The sailor.*used in 2 places/ }).click();
    expect(await page.getByRole('button', { name: 'Remove …' }).isDisabled()).toBe(true);
    await page.getByText(/cannot be removed while 2 places follow it/).waitFor();
  });
});
