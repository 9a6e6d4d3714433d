import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openLibrary } from '../../electron/library/open-library.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LecternWindow } from './lectern-window.ts';

const windowFile = (home: string): string => path.join(home, 'appData', 'Lectern Window', 'window.json');
const settingsFile = (home: string): string => path.join(home, 'appData', 'Lectern Window', 'settings.json');

/** Narrates something that takes longer than any test. */
async function keepBusy(lectern: LecternWindow, home: string): Promise<void> {
  const long = path.join(home, 'long.txt');
  const paragraph =
    'The lamp burned lower, and the keeper wrote another line of the long account of that winter. ';
  writeFileSync(
    long,
    Array.from({ length: 3000 }, (_, index) => `${index}. ${paragraph.repeat(3)}`).join('\n\n'),
  );
  await lectern.do('answer', 'open dialog', { canceled: false, filePaths: [long] });
  const chosen = await lectern.value('host.chooseManuscript', {});
  if (chosen === null) throw new Error('no manuscript was chosen');
  const { project } = await lectern.value('projects.import', { ticket: chosen.ticket });
  await lectern.value('narration.start', { project: project.id });
}

test('quitting asks while something runs, then puts everything away', async (context) => {
  const home = temporaryFolder();
  const library = path.join(home, 'library');
  const lectern = new LecternWindow(context, { home, library });
  await lectern.next('window shown');
  await keepBusy(lectern, home);

  await lectern.do('quit');
  expect(await lectern.next('message')).toMatchObject({
    detail: expect.stringContaining('What is finished is kept.') as string,
    buttons: ['Quit', 'Keep working'],
    cancelId: 1,
  });
  await lectern.do('answer', 'message', { response: 1 });
  expect(await lectern.value('narration.status', {})).toMatchObject({ state: 'running' });

  // Closing the only window is quitting, except on a Mac.
  expect(await lectern.do('closeWindow')).toBe(process.platform === 'darwin');
  if (process.platform === 'darwin') await lectern.do('quit');
  await lectern.next('message');
  await lectern.do('answer', 'message', { response: 0 });
  expect(await lectern.ended).toBe(0);
  expect(lectern.errors).toBe('');
  openLibrary(library, 'A test').close();
});

test('a signal ends it cleanly and asks nothing', async (context) => {
  const home = temporaryFolder();
  const library = path.join(home, 'library');
  const lectern = new LecternWindow(context, { home, library });
  await lectern.next('window shown');
  await keepBusy(lectern, home);
  lectern.process.kill('SIGTERM');
  expect(await lectern.ended).toBe(0);
  expect(lectern.shown.filter(({ what }) => what === 'message')).toEqual([]);
  expect(lectern.errors).toBe('');
  openLibrary(library, 'A test').close();
});

test('the window opens where it was closed, unless no display is there any more', async (context) => {
  const home = temporaryFolder();
  const library = path.join(home, 'library');
  const first = new LecternWindow(context, { home, library });
  await first.next('window shown');
  await first.do('resizeWindow', { x: 120, y: 60, width: 900, height: 700 });
  await first.do('quit');
  await first.ended;
  expect(JSON.parse(readFileSync(windowFile(home), 'utf8'))).toEqual({
    x: 120,
    y: 60,
    width: 900,
    height: 700,
    maximised: false,
  });

  const second = new LecternWindow(context, { home, library });
  expect(await second.next('window')).toMatchObject({ x: 120, y: 60, width: 900, height: 700 });
  await second.next('window shown');
  await second.do('resizeWindow', { x: 5000, y: 60 });
  await second.do('app', 'second-instance');
  await second.next('window focused');
  await second.do('quit');
  await second.ended;

  const third = new LecternWindow(context, { home, library });
  const opened = await third.next('window');
  expect(opened).toMatchObject({ width: 1240, height: 820 });
  expect(opened).not.toHaveProperty('x');
  await third.next('window shown');
});

test('a second start gives way to the first', async (context) => {
  const second = new LecternWindow(context, { home: temporaryFolder(), second: true });
  expect(await second.ended).toBe(0);
  expect(second.shown.map(({ what }) => what)).not.toContain('window');
});

test('a library that is held is said to be, and another can be chosen and is kept', async (context) => {
  const home = temporaryFolder();
  const held = path.join(home, 'held library');
  mkdirSync(path.dirname(settingsFile(home)), { recursive: true });
  writeFileSync(settingsFile(home), JSON.stringify({ library: held }));
  const holder = openLibrary(held, 'Lectern’s command line');
  const lectern = new LecternWindow(context, { home });
  const message = await lectern.next('message');
  expect(message).toMatchObject({
    type: 'error',
    message: expect.stringContaining('Lectern’s command line') as string,
    buttons: ['Choose another library…', 'Quit'],
  });
  expect(JSON.stringify(message)).not.toContain(' at ');
  const other = path.join(home, 'other library');
  await lectern.do('answer', 'open dialog', { canceled: false, filePaths: [other] });
  await lectern.do('answer', 'message', { response: 0 });
  await lectern.next('window shown');
  expect(await lectern.value('host.info', {})).toMatchObject({ library: other });
  expect(JSON.parse(readFileSync(settingsFile(home), 'utf8'))).toEqual({ library: other });
  holder.close();

  const third = path.join(home, 'third library');
  await lectern.do('answer', 'open dialog', { canceled: false, filePaths: [third] });
  await lectern.do('clickMenu', 'Open Another Library…');
  await lectern.next('relaunch');
  expect(await lectern.ended).toBe(0);
  expect(JSON.parse(readFileSync(settingsFile(home), 'utf8'))).toEqual({ library: third });
});

test('a library that cannot be opened may end it, and a failure that nobody foresaw is shown once', async (context) => {
  const home = temporaryFolder();
  const library = path.join(home, 'library');
  const holder = openLibrary(library, 'A test');
  const refused = new LecternWindow(context, { home, library });
  await refused.next('message');
  await refused.do('answer', 'message', { response: 1 });
  expect(await refused.ended).toBe(0);
  expect(existsSync(settingsFile(home))).toBe(false);
  holder.close();

  const lectern = new LecternWindow(context, { home, library });
  await lectern.next('window shown');
  expect(await lectern.call('host.chooseLibrary', {})).toMatchObject({
    problem: { message: expect.stringContaining('LECTERN_HOME') as string },
  });
  await lectern.do('throwLater', 'the first');
  expect(await lectern.next('error box')).toMatchObject({
    title: 'Something went wrong inside Lectern: the first',
  });
  await lectern.do('throwLater', 'the second');
  await lectern.do('crash');
  await lectern.next('message');
  await lectern.do('answer', 'message', { response: 0 });
  expect(await lectern.next('reload')).toBe('studio://app/');
  expect(lectern.shown.map(({ what }) => what)).not.toContain('error box');
  expect(lectern.errors.trim().split('\n')).toEqual([
    'lectern: Something went wrong inside Lectern: the first',
    'lectern: Something went wrong inside Lectern: the second',
  ]);

  const menu = (await lectern.do('menu')) as [string, string[] | null][];
  expect(menu.map(([name]) => name)).toEqual(
    process.platform === 'darwin'
      ? ['appMenu', 'File', 'editMenu', 'View', 'windowMenu']
      : ['File', 'editMenu', 'View', 'windowMenu', 'help'],
  );
  await lectern.do('clickMenu', 'Open Another Library…');
  expect(await lectern.next('message')).toMatchObject({
    type: 'error',
    message: expect.stringContaining('LECTERN_HOME') as string,
  });
  expect(await lectern.value('settings.update', { theme: 'dark' })).toMatchObject({ theme: 'dark' });
  expect(await lectern.do('themeSource')).toBe('dark');
});
