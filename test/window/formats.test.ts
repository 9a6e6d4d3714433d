import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { allFormats } from '../../electron/audio/formats/formats.ts';
import { openStudio } from '../../electron/studio/open-studio.ts';
import { book } from '../support/lamp-book.ts';
import { script } from '../support/script-format.ts';
import { button, dialog } from '../support/studio-page.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { inTestStudio, locations } from '../support/test-studio.ts';
import { ToneEngine } from '../support/tone-engine.ts';
import { windowOn } from '../support/window-on-studio.ts';

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
  const page = await windowOn(context, studio, library);

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
