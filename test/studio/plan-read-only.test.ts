import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { planBook } from '../../electron/book/plan.ts';
import { book } from '../support/lamp-book.ts';
import { mountDisk } from '../support/mounted-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { locations, openTestStudio } from '../support/test-studio.ts';

/** What reading a library may leave in the temporary folder. */
const leftovers = (): string[] =>
  readdirSync(os.tmpdir()).filter((name) => name.startsWith('lectern-reading-'));

test('a plan is made in a library that can only be read, as the library has the book', async (context) => {
  const disk = mountDisk(20_000_000);
  if (typeof disk === 'string') {
    context.skip(disk);
    return;
  }
  onTestFinished(() => {
    disk.unmount();
  });
  const library = path.join(disk.path, 'library');
  mkdirSync(library);
  const self = await openTestStudio(library);
  const { project } = await self.import(book, 'lamp.md');
  const [first] = await self.client.call('sections.list', { project: project.id });
  if (first === undefined) throw new Error('a section expected');
  await self.client.call('sections.update', { section: first.id, title: 'As it was renamed' });
  await self.studio.close();
  const file = { path: path.join(library, 'lamp.md'), name: 'lamp.md' };
  const plan = () => planBook({ library, worker: locations.manuscriptWorker, file });
  const before = leftovers();

  // Before anything has read it there: SQLite’s own files are not beside it.
  disk.remount('ro');
  const readOnly = await plan();
  expect(readOnly.plan.chapters[0]?.title).toBe('As it was renamed');
  // A book that the library does not know is planned by its settings.
  const other = path.join(temporaryFolder(), 'other.md');
  writeFileSync(other, '# Other\n\nThe ferry left at six.\n');
  const unknown = await planBook({
    library,
    worker: locations.manuscriptWorker,
    file: { path: other, name: 'other.md' },
  });
  expect(unknown.plan.chapters).toHaveLength(1);
  expect(leftovers()).toEqual(before);
  disk.remount('rw');
  expect(await plan()).toEqual(readOnly);
});
