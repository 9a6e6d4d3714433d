import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openLibrary } from '../../electron/library/open-library.ts';
import { backUp } from '../../electron/library/backups.ts';
import { writeSetting } from '../../electron/db/queries/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LecternWindow } from './lectern-window.ts';

/** A library with audio whose database is gone, and whose backup has a dark theme. */
function lostLibrary(home: string, options: { backup: boolean }): string {
  const folder = path.join(home, 'library');
  const library = openLibrary(folder, 'A test');
  writeSetting(library.db, 'settings', { theme: 'dark' });
  library.close();
  if (options.backup) backUp(folder, 'daily');
  rmSync(path.join(folder, 'lectern.sqlite'));
  mkdirSync(path.join(folder, 'takes', '1'), { recursive: true });
  writeFileSync(path.join(folder, 'takes', '1', '7.wav'), 'says nothing');
  return folder;
}

test('a lost database is put back from its newest backup by one press', async (context) => {
  const home = temporaryFolder();
  const library = lostLibrary(home, { backup: true });
  const lectern = new LecternWindow(context, { home, library });
  expect(await lectern.next('message')).toMatchObject({
    type: 'error',
    message: expect.stringContaining('1 file that tells nothing of itself') as string,
    buttons: [
      expect.stringMatching(/^Put back the backup of \d/) as string,
      'Rebuild it from the audio',
      'Choose another library…',
      'Quit',
    ],
    cancelId: 3,
  });
  await lectern.do('answer', 'message', { response: 0 });
  await lectern.next('window shown');
  expect(await lectern.value('settings.get', {})).toMatchObject({ theme: 'dark' });
  // What came of looking through the audio is told.
  expect(await lectern.next('message')).toMatchObject({
    type: 'info',
    detail: expect.stringContaining('1 file of audio tells nothing of itself') as string,
  });
});

test('without a backup it is rebuilt, or another library chosen, or left as it is', async (context) => {
  const home = temporaryFolder();
  const library = lostLibrary(home, { backup: false });
  const left = new LecternWindow(context, { home, library });
  expect(await left.next('message')).toMatchObject({
    buttons: ['Rebuild it from the audio', 'Choose another library…', 'Quit'],
  });
  await left.do('answer', 'message', { response: 2 });
  expect(await left.ended).toBe(0);
  expect(existsSync(path.join(library, 'lectern.sqlite'))).toBe(false);

  const lectern = new LecternWindow(context, { home, library });
  await lectern.next('message');
  // Whoever thinks better of another folder is asked again.
  await lectern.do('answer', 'open dialog', { canceled: true, filePaths: [] });
  await lectern.do('answer', 'message', { response: 1 });
  await lectern.next('message');
  await lectern.do('answer', 'message', { response: 0 });
  await lectern.next('window shown');
  expect(await lectern.value('settings.get', {})).toMatchObject({ theme: 'system' });
});
