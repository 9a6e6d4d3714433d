import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { allFormats } from '../../electron/audio/formats/formats.ts';
import { startBrowserServer } from '../../electron/hosts/browser/browser-server.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { openPage } from '../support/browser-studio.ts';
import { book } from '../support/lamp-book.ts';
import { script } from '../support/script-format.ts';
import { button, dialog } from '../support/studio-page.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { inTestStudio, locations } from '../support/test-studio.ts';
import { ToneEngine } from '../support/tone-engine.ts';

test('a format of one file is in the export sheet, and its export is named and written as it is', async (context) => {
  const folder = temporaryFolder();
  vi.stubEnv('LECTERN_CONFIG', path.join(folder, 'configuration'));
  const library = path.join(folder, 'library');
  mkdirSync(library);
  const stitchedWorker = new URL('../support/script-worker.ts', import.meta.url);
  const engine = new ToneEngine();
  const studio = await openStudio({
    ...{ library, program: 'A test', engines: [engine], formats: [...allFormats, script] },
    locations: { ...locations, stitchedWorker },
  });
  onTestFinished(() => studio.close());
  const self = inTestStudio(studio, library, engine);
  const { project } = await self.import(book);
  await self.narrate(project);
  const renderer = pathToFileURL(path.join(inject('built'), 'renderer', path.sep));
  const server = await startBrowserServer({ studio, library, renderer, port: 0 });
  onTestFinished(() => server.close());
  const page = await openPage(context, server.url);
  page.setDefaultTimeout(10_000);

  await page.getByRole('link', { name: new RegExp(project.title, 'u') }).click();
  await button(page, 'Export').click();
  await dialog(page)
    .getByRole('radio', { name: /^Script/u })
    .click();
  await button(dialog(page), 'Export').click();
  const exports = path.join(library, 'exports');
  await expect.poll(() => readdirSync(exports), { timeout: 10_000 }).toEqual([`${project.title}.txt`]);
  expect(readFileSync(path.join(exports, `${project.title}.txt`), 'utf8')).toContain(project.title);
});
