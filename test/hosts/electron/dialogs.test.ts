import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { allFormats, Formats } from '../../../electron/audio/formats/formats.ts';
import { Dialogs } from '../../../electron/hosts/electron/dialogs.ts';
import { script } from '../../support/script-format.ts';

const { showSaveDialog } = vi.hoisted(() => ({
  showSaveDialog: vi.fn<(...args: unknown[]) => Promise<unknown>>(),
}));
vi.mock('electron', () => ({ app: { getPath: () => '/music' }, dialog: { showSaveDialog } }));

const formats = new Formats([...allFormats, script]);

/** What becomes of a name that the person chooses, and what the dialog was asked to show. */
async function choose(filePath: string, format: string) {
  showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath });
  const dialogs = new Dialogs(() => null);
  const target = await dialogs.chooseTarget('The Lamp.wav', formats.facts(format), formats.list());
  const options: unknown = showSaveDialog.mock.lastCall?.[0];
  return { target, options };
}

const wavFilter = { name: 'WAV', extensions: ['wav'] };
const scriptFilter = { name: 'Script', extensions: ['txt'] };

test('the dialog shows every format, the chosen one first, and proposes its extension', async () => {
  const { options } = await choose('/music/a.txt', 'script');
  expect(options).toMatchObject({
    defaultPath: path.join('/music', 'The Lamp.txt'),
    filters: [scriptFilter, wavFilter],
  });
  expect((await choose('/music/a.wav', 'wav')).options).toMatchObject({
    defaultPath: path.join('/music', 'The Lamp.wav'),
    filters: [wavFilter, scriptFilter],
  });
});

test.each([
  // What the system asked about may be replaced; a name that Lectern made may not.
  ['/music/a.txt', 'script', { path: '/music/a.txt', format: 'script', overwrite: true }],
  ['/music/a.TXT', 'wav', { path: '/music/a.TXT', format: 'script', overwrite: true }],
  ['/music/a.wav', 'script', { path: '/music/a.wav', format: 'wav', overwrite: true }],
  ['/music/a', 'script', { path: '/music/a.txt', format: 'script', overwrite: false }],
  ['/music/a.mp3', 'script', { path: '/music/a.mp3.txt', format: 'script', overwrite: false }],
])('“%s” where “%s” was chosen', async (filePath, format, expected) => {
  expect((await choose(filePath, format)).target).toEqual(expected);
});
