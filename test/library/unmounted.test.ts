import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { book } from '../support/lamp-book.ts';
import { mountDisk } from '../support/mounted-disk.ts';
import { openTestStudio } from '../support/test-studio.ts';

test('a disk that is unmounted in the middle stops the narration, which says so, and nothing is written where it was', async (context) => {
  const disk = mountDisk(20_000_000);
  if (typeof disk === 'string') {
    context.skip(disk);
    return;
  }
  onTestFinished(() => {
    disk.unmount();
  });
  const library = path.join(disk.path, 'library');
  const self = await openTestStudio(library);
  const { project } = await self.import(book);
  self.engine.holds = (text) => text.startsWith('Nobody');
  const held = self.engine.held();
  const ended = self.narration(({ state }) => ['done', 'stopped', 'cancelled'].includes(state));
  await self.client.call('narration.start', { project: project.id });
  await held;
  // Lazily, as a disk that is pulled out: what is open stays open, the place is empty.
  expect(spawnSync('umount', ['-l', disk.path]).status).toBe(0);
  expect(existsSync(library)).toBe(false);
  self.engine.release();
  expect(await ended).toMatchObject({ state: 'stopped', problem: { code: 'library-moved' } });
  await self.studio.close();
  expect(readdirSync(disk.path)).toEqual([]);
});
