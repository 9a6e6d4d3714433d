import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pacedProgress } from '../../../electron/audio/stitched/paced-progress.ts';
import { openStitched, type Stitched } from '../../../electron/audio/stitched/stitched.ts';
import { checkTarget } from '../../../electron/audio/stitched/target.ts';
import { describeBytes } from '../../../electron/audio/stitched/target-problem.ts';
import { writeStitched, type WriteOptions } from '../../../electron/audio/stitched/write-stitched.ts';
import { asWav, stitchWav } from '../../support/stitch-wav.ts';
import { mountDisk, type Disk } from '../../support/mounted-disk.ts';
import { noise, sampleRate, silenceItem, TakeFolder, takeItem } from './take-folder.ts';

const megabyte = 1_000_000;
let takes: TakeFolder;
let out: TakeFolder;
let target: string;

beforeEach(() => {
  takes = new TakeFolder();
  out = new TakeFolder();
  target = path.join(out.root, 'book.wav');
});

afterEach(() => {
  vi.restoreAllMocks();
  takes.remove();
  out.remove();
});

async function book(samples = 5000): Promise<Stitched> {
  takes.add(1, noise(5000, 1));
  takes.addSparse(2, samples);
  const items = [takeItem(1, 5000), silenceItem(100), takeItem(2, samples)];
  return openStitched(stitchWav({ sampleRate, chapters: [{ title: 'One', items }] }), takes);
}

function write(stitched: Stitched, to: string, options: Partial<WriteOptions> = {}) {
  return writeStitched(stitched, to, {
    ...asWav,
    overwrite: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...options,
  });
}

/** What all file handles inherit from; spying on it sees every sync of a file. */
async function everyFileHandle(): Promise<FileHandle> {
  const handle = await open(import.meta.filename);
  await handle.close();
  return Object.getPrototypeOf(handle) as FileHandle;
}

const problem = (code: string, message: RegExp): object => ({
  problem: { code, message: expect.stringMatching(message) as string },
});

describe('a written file', () => {
  it('is whole, alone in its folder, and says what it cost', async () => {
    const stitched = await book();
    const fractions: number[] = [];
    const result = await write(stitched, target, { onProgress: (fraction) => fractions.push(fraction) });
    expect(readdirSync(out.root)).toEqual(['book.wav']);
    expect(readFileSync(target).length).toBe(stitched.file.bytes);
    expect(result.bytes).toBe(stitched.file.bytes);
    expect(result.writeSeconds).toBeGreaterThan(0);
    expect(result.syncSeconds).toBeGreaterThan(0);
    expect(fractions).toEqual([0.99, 1]);
  });

  it('takes its name only when it is synced', async () => {
    const stitched = await book();
    const namedAtSync: boolean[] = [];
    vi.spyOn(await everyFileHandle(), 'sync').mockImplementation(function (this: FileHandle) {
      namedAtSync.push(existsSync(target));
      return this.datasync();
    });
    await write(stitched, target);
    expect(namedAtSync).toEqual([false]);
    expect(existsSync(target)).toBe(true);
  });

  it('may have a name as long as the disk allows', async () => {
    const long = path.join(out.root, `${'ü'.repeat(125)}.wav`);
    await write(await book(), long);
    expect(readdirSync(out.root)).toEqual([path.basename(long)]);
  });

  it('is held against its takes before it gets its name', async () => {
    const stitched = await book(4 * megabyte);
    // After the first block, in which it was read, the first take changes: what is written is no longer right.
    const onProgress = (): void => {
      takes.add(1, noise(5000, 2));
    };
    await expect(write(stitched, target, { onProgress })).rejects.toMatchObject(
      problem('export-mismatch', /differs in chapter 1, “One”, 0\.0 s in\. The file was not kept/),
    );
    expect(readdirSync(out.root)).toEqual([]);
  });
});

describe('a target that is there already', () => {
  beforeEach(() => {
    writeFileSync(target, 'old');
  });

  it('is replaced when asked', async () => {
    const stitched = await book();
    await write(stitched, target, { overwrite: true });
    expect(readFileSync(target).length).toBe(stitched.file.bytes);
  });

  it('is left alone otherwise', async () => {
    await expect(checkTarget(target, { overwrite: false })).rejects.toMatchObject(
      problem('target-exists', /book\.wav is there already/),
    );
    await expect(write(await book(), target)).rejects.toMatchObject(problem('target-exists', /book\.wav/));
    expect(readFileSync(target, 'utf8')).toBe('old');
  });
});

it('leaves alone a target that appears while it writes', async () => {
  const onProgress = (): void => {
    writeFileSync(target, 'somebody else’s');
  };
  await expect(write(await book(), target, { onProgress })).rejects.toMatchObject(
    problem('target-exists', /book\.wav is there already/),
  );
  expect(readFileSync(target, 'utf8')).toBe('somebody else’s');
  expect(readdirSync(out.root)).toEqual(['book.wav']);
});

it('stops when cancelled and leaves nothing behind, not even a harmed old target', async () => {
  writeFileSync(target, 'old');
  const controller = new AbortController();
  const options = {
    overwrite: true,
    signal: controller.signal,
    onProgress: () => {
      controller.abort();
    },
  };
  await expect(write(await book(20 * megabyte), target, options)).rejects.toMatchObject(
    problem('cancelled', /Cancelled/),
  );
  expect(readdirSync(out.root)).toEqual(['book.wav']);
  expect(readFileSync(target, 'utf8')).toBe('old');
});

it('removes its file at once when cancelled while the disk is busy making it safe', async () => {
  const stitched = await book();
  const controller = new AbortController();
  const { promise: disk, resolve: release } = Promise.withResolvers<undefined>();
  vi.spyOn(await everyFileHandle(), 'sync').mockImplementation(() => {
    controller.abort();
    return disk;
  });
  await expect(write(stitched, target, { signal: controller.signal })).rejects.toMatchObject(
    problem('cancelled', /Cancelled/),
  );
  expect(readdirSync(out.root)).toEqual([]);
  release(undefined);
});

describe('a target that cannot be', () => {
  it.each<[string, (root: string) => string, RegExp]>([
    [
      'in a folder that is not there',
      (root) => path.join(root, 'no', 'book.wav'),
      /The folder .*no does not exist/,
    ],
    ['below a file', (root) => path.join(root, 'file', 'book.wav'), /file is not a folder/],
    ['a folder', (root) => path.join(root, 'folder'), /folder is a folder/],
    ['named like a folder', (root) => path.join(root, 'new/'), /new\/ names a folder/],
    ['a link to a folder', (root) => path.join(root, 'link'), /link is a folder/],
    ['longer than names can be', (root) => path.join(root, 'x'.repeat(300)), /is too long for its disk/],
  ])('%s', async (_, place, message) => {
    writeFileSync(path.join(out.root, 'file'), '');
    mkdirSync(path.join(out.root, 'folder'));
    symlinkSync(path.join(out.root, 'folder'), path.join(out.root, 'link'));
    const before = readdirSync(out.root);
    for (const overwrite of [true, false]) {
      const expected = problem('target-unwritable', message);
      await expect(checkTarget(place(out.root), { overwrite })).rejects.toMatchObject(expected);
      await expect(write(await book(), place(out.root), { overwrite })).rejects.toMatchObject(expected);
    }
    expect(readdirSync(out.root)).toEqual(before);
  });

  it('a device', async (ctx) => {
    if (!existsSync('/dev/null')) ctx.skip('there is no /dev/null here');
    await expect(checkTarget('/dev/null', { overwrite: true })).rejects.toMatchObject(
      problem('target-unwritable', /null is not an ordinary file/),
    );
  });
});

it('leaves no trace when a target is only checked', async () => {
  await checkTarget(target, { overwrite: false });
  expect(readdirSync(out.root)).toEqual([]);
});

describe('a small disk', () => {
  let disk: Disk | undefined;

  afterEach(() => {
    disk?.unmount();
    disk = undefined;
  });

  function mounted(bytes: number, skip: (reason: string) => void): Disk {
    const found = mountDisk(bytes);
    if (typeof found === 'string') skip(found);
    else disk = found;
    if (disk === undefined) throw new Error('the test should have been skipped');
    return disk;
  }

  it('is refused before starting, with what is needed and what is free', async (ctx) => {
    const { path: root } = mounted(2 ** 20, (reason) => ctx.skip(reason));
    const full = path.join(root, 'book.wav');
    await expect(write(await book(megabyte), full)).rejects.toMatchObject(
      problem('disk-full', /too little space in .*: the audiobook needs 2\.0 MB, 1\.0 MB is free/),
    );
    expect(readdirSync(root)).toEqual([]);
  });

  it('that fills up on the way ends it, and all that was written is given back', async (ctx) => {
    const { path: root } = mounted(16 * 2 ** 20, (reason) => ctx.skip(reason));
    const filler = path.join(root, 'filler');
    const onProgress = (): void => {
      writeFileSync(filler, new Uint8Array(6 * 2 ** 20));
    };
    await expect(
      write(await book(6 * megabyte), path.join(root, 'book.wav'), { onProgress }),
    ).rejects.toMatchObject(problem('disk-full', /too little space in .*: the audiobook needs 12\.0 MB\./));
    expect(readdirSync(root)).toEqual(['filler']);
    expect(statfsSync(root).bavail * statfsSync(root).bsize).toBe(10 * 2 ** 20);
  });

  it('that can only be read is refused before any work', async (ctx) => {
    const small = mounted(2 ** 20, (reason) => ctx.skip(reason));
    small.remount('ro');
    await expect(checkTarget(path.join(small.path, 'book.wav'), { overwrite: false })).rejects.toMatchObject(
      problem('target-unwritable', /lectern-disk-\S+ is on a disk that can only be read/),
    );
  });
});

it('passes on progress at most ten times a second', () => {
  let time = 0;
  const passed: number[] = [];
  const report = pacedProgress(
    (fraction) => passed.push(fraction),
    () => time,
  );
  for (; time < 1000; time += 5) report(time);
  expect(passed).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
});

it.each([
  [0, '0 bytes'],
  [812, '812 bytes'],
  [1000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [1_728_000_080, '1.7 GB'],
  [5_200_000_000_000, '5.2 TB'],
])('calls %d bytes %s', (bytes, text) => {
  expect(describeBytes(bytes)).toBe(text);
});
