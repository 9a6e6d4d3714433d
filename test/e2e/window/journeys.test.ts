import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPage, startBrowserHost } from '../../support/browser-studio.ts';
import { narrate } from '../../support/command-line.ts';
import { epubFiles, zip } from '../../support/epub-builder.ts';
import { chapter, heardAt, importFile, narration, player, position } from '../../support/studio-page.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const story = `# The Ferry

## The Crossing

The ferry left at six, as it always did. Nobody spoke.

* * *

Only the gulls had something to say, and they said it twice.

## The Shore

On the far side there was a light — small, yellow, and very far away. “Is that the house?” asked Tom.

Nobody answered him, because nobody knew.
`;

describe('the window', () => {
  test('two clicks lead from the first start to sound', async (context) => {
    const host = await startBrowserHost(path.join(temporaryFolder(), 'library'));
    const page = await openPage(context, host.url);
    await page.getByRole('button', { name: 'Try the sample manuscript' }).click();
    await player(page).getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(() => heardAt(page), { timeout: 20_000 }).toBeGreaterThan(0.5);
  });

  test('a text: imported, skipped and renamed, narrated, heard, sought, exported as the command line does', async (context) => {
    const folder = temporaryFolder();
    const library = path.join(folder, 'library');
    const host = await startBrowserHost(library);
    const page = await openPage(context, host.url, { acceptDownloads: true });
    await importFile(page, 'ferry.md', story);
    await chapter(page, 'The Crossing').waitFor();

    const shore = page.getByRole('checkbox', { name: 'Include The Shore' });
    await shore.click();
    await expect.poll(() => shore.isChecked()).toBe(false);
    await shore.click();
    await expect.poll(() => shore.isChecked()).toBe(true);

    await page.getByRole('button', { name: 'More for The Shore' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Title of The Shore' }).fill('The Far Shore');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'More for The Far Shore' }).waitFor();

    await page.getByRole('button', { name: /^1 The Crossing/ }).click();
    await page.getByRole('button', { name: 'Narrate chapter' }).click();
    await narration(page).getByText('Narrated: 3 chunks, all ready').waitFor();

    await page.getByRole('button', { name: 'Narrate book' }).click();
    await narration(page)
      .getByText(/^Narrated: \d+ chunks, all ready/)
      .waitFor();
    await page.getByRole('button', { name: /The ferry left at six.*\(ready\)/ }).click();
    await expect.poll(() => heardAt(page), { timeout: 10_000 }).toBeGreaterThan(1);
    const gulls = page.getByRole('button', { name: /Only the gulls/ });
    // On to the next chunk by itself, across the pause between them.
    await expect.poll(() => gulls.getAttribute('aria-current'), { timeout: 20_000 }).toBe('true');
    await player(page).getByRole('button', { name: 'Pause', exact: true }).click();
    const before = await heardAt(page);
    await position(page).focus();
    await page.keyboard.press('Home');
    await expect.poll(() => heardAt(page)).toBeLessThan(before);

    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: 'Export', exact: true }).click();
    await sheet.getByText(/^Checked: 2 chapters/).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      sheet.getByRole('link', { name: 'Download' }).first().click(),
    ]);
    expect(download.suggestedFilename()).toBe('The Ferry.wav');
    const exported = readFileSync(await download.path());
    await host.stop();

    writeFileSync(path.join(folder, 'ferry.md'), story);
    const { code, err } = await narrate(['ferry.md', '--out', 'cli.wav'], { folder, library });
    expect(code, err).toBe(0);
    expect(err).toMatch(/Nothing was left to speak: \d+ chunks there already/);
    expect(exported.equals(readFileSync(path.join(folder, 'cli.wav')))).toBe(true);
    expect(exported.toString('latin1')).toContain('The Far Shore');
  });

  test('an EPUB: narrated, cancelled, gone on with; what is ready plays meanwhile', async (context) => {
    const documents = [1, 2].map((number) => ({
      name: `night${number}.xhtml`,
      body: `<h1>Night ${number}</h1>${Array.from({ length: 24 }, (_, index) => `<p>That was night number ${number}, hour ${index + 1}, and the sea had still not answered the lamp on the hill.</p>`).join('')}`,
    }));
    const host = await startBrowserHost(path.join(temporaryFolder(), 'library'));
    const page = await openPage(context, host.url);
    await importFile(page, 'nights.epub', await zip(epubFiles({ documents })));
    await chapter(page, 'Night 1').waitFor();
    await page.getByRole('button', { name: 'Narrate book' }).click();
    await player(page).getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(() => heardAt(page), { timeout: 10_000 }).toBeGreaterThan(0.2);
    await narration(page).getByRole('button', { name: 'Cancel' }).click();
    await narration(page)
      .getByText(/^Cancelled: \d+ of 50 chunks/)
      .waitFor();
    await page.getByRole('button', { name: 'Narrate book' }).click();
    await narration(page)
      .getByText(/^Narrated: \d+ chunks, all ready/)
      .waitFor({ timeout: 50_000 });
    await page.getByRole('button', { name: 'Night 1 (ready)' }).focus();
    await page.keyboard.press('End');
    await page.getByRole('button', { name: /hour 24.*\(ready\)/ }).waitFor();
  });

  test('a refused file says why, in the same words, and offers another way', async (context) => {
    const folder = temporaryFolder();
    const host = await startBrowserHost(path.join(folder, 'library'));
    const page = await openPage(context, host.url);
    await importFile(page, 'fake.epub', 'This is no ZIP archive at all, just words.');
    const said = await page.getByRole('alert').innerText();
    writeFileSync(path.join(folder, 'fake.epub'), 'This is no ZIP archive at all, just words.');
    const { err } = await narrate(['fake.epub', '--out', 'x.wav'], {
      folder,
      library: path.join(folder, 'other'),
    });
    const message = /lectern: (.*)/u.exec(err)?.[1] ?? 'nothing was said';
    expect(said).toContain(message);
    await page.getByRole('button', { name: 'Choose another file' }).waitFor();
  });
});
