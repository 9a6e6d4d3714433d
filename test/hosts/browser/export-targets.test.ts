import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { allFormats, Formats } from '../../../electron/audio/formats/formats.ts';
import { ExportTargets, safeName } from '../../../electron/hosts/browser/export-targets.ts';
import { exportsFolder } from '../../../electron/media/media.ts';
import { script } from '../../support/script-format.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const formats = new Formats([...allFormats, script]);

test.each([
  ['The Lamp.TXT', 'The Lamp'],
  ['The Lamp.wav', 'The Lamp'],
  ['Was ist das?', 'Was ist das'],
  ['../../etc/passwd', 'etc passwd'],
  ['C:\\Users\\x\\book.WAV', 'C Users x book'],
  ['.hidden. ', 'hidden'],
  ['..', 'Audiobook'],
  ['\u0000\u202E\n', 'Audiobook'],
  ['con.wav', 'con book'],
  ['LPT1.tar', 'LPT1 tar book'],
  ['Crónica de una muerte', 'Crónica de una muerte'],
])('“%s” becomes a name that every system takes', (suggestion, expected) => {
  expect(safeName(suggestion, formats.list())).toBe(expected);
});

test('a long title is cut between letters', () => {
  const name = safeName('雨'.repeat(200), formats.list());
  expect(name).toMatch(/^雨+$/u);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(150);
});

test('every choice is a file of its own in the library’s folder for exports, also before it is written', () => {
  const library = temporaryFolder();
  const targets = new ExportTargets(library, formats);
  const folder = exportsFolder(library);
  expect(targets.choose('Lamp', 'wav')).toBe(path.join(folder, 'Lamp.wav'));
  expect(targets.choose('LAMP', 'wav')).toBe(path.join(folder, 'LAMP (2).wav'));
  writeFileSync(path.join(folder, 'Moth.wav'), '');
  expect(targets.choose('Moth', 'wav')).toBe(path.join(folder, 'Moth (2).wav'));
  expect(readdirSync(folder)).toEqual(['Moth.wav']);
});

test('a target is named by the format that was chosen; one that nobody writes gets none', () => {
  const library = temporaryFolder();
  const targets = new ExportTargets(library, formats);
  expect(targets.choose('Lamp.wav', 'script')).toBe(path.join(exportsFolder(library), 'Lamp.txt'));
  expect(() => targets.choose('Lamp', 'vinyl')).toThrow(/no audiobooks as “vinyl”/u);
});
