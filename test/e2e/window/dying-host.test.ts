import path from 'node:path';
import { expect, test } from 'vitest';
import { openPage, startBrowserHost } from '../../support/browser-studio.ts';
import { importFile, narration, nights } from '../../support/studio-page.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a host that dies is noticed, and after a restart its narration is offered, and goes on where it was', async (context) => {
  const folder = temporaryFolder();
  const library = path.join(folder, 'library');
  const host = await startBrowserHost(library);
  const page = await openPage(context, host.url);
  await importFile(page, 'nights.md', nights);
  await page.getByRole('button', { name: 'Narrate book' }).click();
  await page.getByRole('button', { name: /hour 2,.*\(ready\)/ }).waitFor();
  await host.kill();
  await page.getByText(/connection to Lectern was lost/).waitFor();
  expect(await narration(page).getByRole('button', { name: 'Cancel' }).isDisabled()).toBe(true);
  const again = await startBrowserHost(library);
  // The same library is served on the same port: the page of the one before hears that it has ended.
  await page
    .getByText(/Lectern was started anew.*open the address that Lectern printed/)
    .waitFor({ timeout: 10_000 });
  expect(await page.getByText(/connection to Lectern was lost/).count()).toBe(0);
  await page.reload();
  await page.getByText(/of a Lectern that has ended: open the whole one/).waitFor();
  const next = await openPage(context, again.url);
  await next
    .getByRole('link', { name: /The Nights/ })
    .first()
    .click();
  await next.getByRole('button', { name: /hour 2,.*\(ready\)/ }).waitFor();
  await narration(next)
    .getByText(/^Interrupted: \d+ chunks are left to narrate\.$/)
    .waitFor();
  await narration(next).getByRole('button', { name: 'Go on' }).click();
  await narration(next)
    .getByText(/^Narrated: \d+ chunks, all ready/)
    .waitFor({ timeout: 120_000 });
  await next.reload();
  await next.getByRole('button', { name: 'Narrate book' }).waitFor();
  expect(await narration(next).count()).toBe(0);
});
