import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { exportsFolder } from '../../electron/media/media.ts';
import { refuseOwnTarget } from '../../electron/media/own-target.ts';
import { stitchWav } from '../support/stitch-wav.ts';
import { book, imported } from '../support/lamp-book.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A spoken book, and what exports it to a place that may be replaced; the answer is the state it ends in. */
async function exporting() {
  const { client, library, project, self, studio } = await imported();
  await self.narrate(project);
  const { assembly } = await client.call('assembly.get', { project: project.id });
  const { name } = await client.call('stitched.register', { file: stitchWav(assembly) });
  const exportTo = async (target: string): Promise<string> => {
    const ended = new Promise<string>((resolve) => {
      studio.subscribe((event) => {
        if (event.name === 'export' && event.payload.state !== 'running') resolve(event.payload.state);
      });
    });
    const ticket = studio.tickets.forTarget(target, { overwrite: true });
    await client.call('exports.start', { project: project.id, name, ticket });
    return ended;
  };
  return { library, exportTo };
}

const refusal = {
  problem: { code: 'target-unwritable', message: expect.stringContaining('library itself') as string },
};

test('an audiobook is never written over what the library is made of, whatever links lead there', async () => {
  const { library, exportTo } = await exporting();
  const [project = ''] = readdirSync(path.join(library, 'takes'));
  const takes = path.join(library, 'takes', project);
  const take = readdirSync(takes).find((name) => name.endsWith('.wav')) ?? '';
  for (const own of ['tries', 'references', 'backups']) mkdirSync(path.join(library, own));
  const outside = temporaryFolder();
  // A part of the library that its owner has put on another disk is a part of it all the same.
  mkdirSync(path.join(outside, 'large disk'));
  symlinkSync(path.join(outside, 'large disk'), path.join(library, 'originals'));
  symlinkSync(library, path.join(outside, 'linked library'));
  symlinkSync(takes, path.join(outside, 'linked takes'));
  symlinkSync(path.join(takes, take), path.join(outside, 'linked take.wav'));
  symlinkSync(path.join(library, 'lectern.sqlite'), path.join(outside, 'linked database.wav'));
  symlinkSync(takes, exportsFolder(library));
  const before = readFileSync(path.join(takes, take));
  const listed = readdirSync(takes);
  for (const target of [
    path.join(takes, take),
    path.join(takes, 'new.wav'),
    path.join(library, 'takes', 'new.wav'),
    path.join(library, 'takes'),
    path.join(library, 'tries', 'new.wav'),
    path.join(library, 'references', 'new.wav'),
    path.join(library, 'originals', 'new.wav'),
    path.join(library, 'backups', 'new.wav'),
    path.join(library, 'lectern.sqlite'),
    path.join(library, 'lectern.sqlite-wal'),
    path.join(library, 'lectern.sqlite-shm'),
    path.join(library, 'lectern.sqlite.wav'),
    path.join(library, 'lock.sqlite'),
    path.join(library, 'holder.json'),
    path.join(library, 'LECTERN.sqlite'),
    path.join(outside, '..', path.basename(library), 'takes', 'new.wav'),
    path.join(outside, 'large disk', 'new.wav'),
    path.join(outside, 'linked library', 'takes', 'new.wav'),
    path.join(outside, 'linked library', 'lectern.sqlite'),
    path.join(outside, 'linked takes', take),
    path.join(outside, 'linked take.wav'),
    path.join(outside, 'linked database.wav'),
    path.join(exportsFolder(library), 'new.wav'),
  ]) {
    await expect(exportTo(target), target).rejects.toMatchObject(refusal);
  }
  expect(readFileSync(path.join(takes, take)).equals(before)).toBe(true);
  expect(readdirSync(takes)).toEqual(listed);
});

test('a place that only looks like one of the library’s is the person’s to use', async () => {
  const { library, exportTo } = await exporting();
  const outside = temporaryFolder();
  for (const folder of [exportsFolder(library), path.join(library, 'mine'), path.join(outside, 'takes')]) {
    mkdirSync(folder);
    expect(await exportTo(path.join(folder, 'book.wav'))).toBe('succeeded');
  }
  expect(await exportTo(path.join(library, 'book.wav'))).toBe('succeeded');
  // A folder that is not there is for whoever writes to say.
  expect(() => {
    refuseOwnTarget(path.join(library, 'nowhere', 'book.wav'), library);
    refuseOwnTarget(path.join(library, 'book.wav'), path.join(library, 'no library'));
  }).not.toThrow();
});

test('a manuscript that was imported is not replaced by an audiobook, nor is any copy of it', async () => {
  const { library, exportTo } = await exporting();
  const outside = temporaryFolder();
  const manuscript = path.join(library, 'book.md');
  cpSync(manuscript, path.join(outside, 'copy.wav'));
  linkSync(manuscript, path.join(library, 'twin.wav'));
  symlinkSync(manuscript, path.join(outside, 'link.wav'));
  for (const target of [
    manuscript,
    path.join(library, 'twin.wav'),
    path.join(outside, 'copy.wav'),
    path.join(outside, 'link.wav'),
  ]) {
    await expect(exportTo(target), target).rejects.toMatchObject({
      problem: {
        code: 'target-unwritable',
        message: expect.stringContaining('is the manuscript of') as string,
      },
    });
    expect(readFileSync(target, 'utf8')).toBe(book);
  }
  const other = path.join(outside, 'other.wav');
  writeFileSync(other, `${book}\nAnd more.`);
  expect(await exportTo(other)).toBe('succeeded');
  expect(await exportTo(other)).toBe('succeeded');
  expect(existsSync(other)).toBe(true);
});
