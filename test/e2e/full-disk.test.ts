import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { narrate } from '../support/command-line.ts';
import { mountDisk } from '../support/mounted-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const story = Array.from(
  { length: 40 },
  (_, night) =>
    `That was night number ${night + 1}, and the sea had still not answered the lamp on the hill.`,
).join('\n\n');

test('a library whose disk is full says so, keeps what is finished, and goes on when there is room', async (context) => {
  const disk = mountDisk(4_000_000);
  if (typeof disk === 'string') return context.skip(disk);
  onTestFinished(() => {
    disk.unmount();
  });
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'nights.txt'), story);
  const library = path.join(disk.path, 'library');
  const args = ['nights.txt', '--out', 'nights.wav', '--voice', 'draft:kal16'];
  const full = await narrate(args, { folder, library });
  expect(full.code).toBe(1);
  expect(full.err).toMatch(/no space left on the disk/);
  expect(full.err).toMatch(/Free some space and start again; what is finished is kept/);
  expect(existsSync(path.join(folder, 'nights.wav'))).toBe(false);
  const takes = readdirSync(path.join(library, 'takes', '1')).filter((name) => /^\d+\.wav$/u.test(name));
  expect(takes.length).toBeGreaterThan(2);
  disk.remount('size=64m');
  const roomy = await narrate(args, { folder, library });
  expect(roomy.code, roomy.err).toBe(0);
  expect(roomy.err).toContain(`${takes.length} chunks there already`);
});

test('too little space for the export is said before a byte is written', async (context) => {
  const disk = mountDisk(1_000_000);
  if (typeof disk === 'string') return context.skip(disk);
  onTestFinished(() => {
    disk.unmount();
  });
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'nights.txt'), story);
  const out = path.join(disk.path, 'nights.wav');
  const { code, err } = await narrate(['nights.txt', '--out', out, '--voice', 'draft:kal16'], {
    folder,
    library: path.join(folder, 'library'),
  });
  expect(code).toBe(1);
  expect(err).toMatch(/too little space in .*: the audiobook needs \d+\.\d MB, .* is free/);
  expect(readdirSync(disk.path)).toEqual([]);
});
