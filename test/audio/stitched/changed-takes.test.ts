import fs, { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findChangedTakes, TakesChanged } from '../../../electron/audio/stitched/changed-takes.ts';
import { openStitched } from '../../../electron/audio/stitched/stitched.ts';
import { StitchedWriter } from '../../../electron/audio/stitched/stitched-writer.ts';
import { takesOnDisk } from '../../../electron/audio/stitched/take-source.ts';
import { temporaryPath } from '../../../electron/audio/stitched/target.ts';
import { writeStitched } from '../../../electron/audio/stitched/write-stitched.ts';
import { takeIdSchema } from '../../../electron/contract/ids.ts';
import type { TimelineItem } from '../../../electron/contract/timeline.ts';
import { asWav, asWavThere, stitchWav } from '../../support/stitch-wav.ts';
import { noise, sampleRate, silenceItem, TakeFolder, takeItem } from './take-folder.ts';

const samples = 5000;
const never = new AbortController().signal;
let takes: TakeFolder;
let out: TakeFolder;
let target: string;

beforeEach(() => {
  takes = new TakeFolder();
  out = new TakeFolder();
  target = path.join(out.root, 'book.wav');
  for (const id of [1, 2, 3, 4]) takes.add(id, noise(samples, id));
});

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  takes.remove();
  out.remove();
});

function pathOf(id: number): string {
  return takes.path(takeIdSchema.parse(id));
}

function fileOf(items: TimelineItem[]) {
  return stitchWav({ sampleRate, chapters: [{ title: 'One', items }] });
}

/** Every way in which a take is heard: whole, louder, by its middle, and twice. */
const heard = [
  [takeItem(1, samples), silenceItem(10), takeItem(2, samples)],
  [takeItem(1, samples, { gain: -3, fadeIn: 9, fadeOut: 9 }), takeItem(2, samples)],
  [takeItem(1, 100, { from: 2000 }), takeItem(2, samples)],
  [takeItem(2, 7), takeItem(1, 1, { from: samples - 1 }), takeItem(1, samples), takeItem(1, samples)],
];

async function write(items: TimelineItem[]): Promise<void> {
  const stitched = await openStitched(fileOf(items), takes);
  await writeStitched(stitched, target, {
    ...asWav,
    overwrite: true,
    signal: never,
    onProgress: () => undefined,
  });
}

describe('a take that is not what was made', () => {
  it('keeps the export from being written, whichever bit is another, heard or not', async () => {
    const good = readFileSync(pathOf(1));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heard),
        fc.nat(samples * 2 - 1),
        fc.nat(7),
        async (items, at, bit) => {
          const bad = Buffer.from(good);
          bad.writeUInt8(bad.readUInt8(44 + at) ^ (1 << bit), 44 + at);
          writeFileSync(pathOf(1), bad);
          const thrown: unknown = await write(items).catch((error: unknown) => error);
          expect(thrown).toBeInstanceOf(TakesChanged);
          expect(thrown).toMatchObject({ problem: { code: 'take-changed' }, takes: [1] });
          expect(readdirSync(out.root)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
    writeFileSync(pathOf(1), good);
    for (const items of heard) await write(items);
  });

  it.each([
    [
      'zeroed',
      (file: string) => {
        writeFileSync(file, Buffer.alloc(readFileSync(file).length));
      },
    ],
    [
      'cut short and padded',
      (file: string) => {
        const { length } = readFileSync(file);
        truncateSync(file, 3000);
        truncateSync(file, length);
      },
    ],
    [
      'cut short',
      (file: string) => {
        truncateSync(file, 3000);
      },
    ],
    [
      'gone',
      (file: string) => {
        rmSync(file);
      },
    ],
    [
      'another’s',
      (file: string) => {
        writeFileSync(file, readFileSync(pathOf(4)));
      },
    ],
  ])('is told when it is %s, together with every other one', async (_, change) => {
    const items = [1, 2, 3].map((id) => takeItem(id, samples));
    change(pathOf(2));
    change(pathOf(3));
    const writer = new StitchedWriter(new URL('../../../electron/audio/stitched/worker.ts', import.meta.url));
    try {
      const request = { file: fileOf(items), source: takes, target, overwrite: false, ...asWavThere };
      const writing = writer.write({ ...request, temporary: temporaryPath(target) });
      await expect(writing).rejects.toMatchObject({ takes: [2, 3] });
      expect(readdirSync(out.root)).toEqual([]);
      expect(await writer.findChanged(takesOnDisk(fileOf(items), takes))).toEqual([2, 3]);
    } finally {
      await writer.close();
    }
  });

  it('is none because its folder is away', async () => {
    const known = takesOnDisk(fileOf([takeItem(1, samples)]), takes);
    takes.remove();
    await expect(findChangedTakes(known, never)).rejects.toMatchObject({
      problem: { code: 'export-mismatch' },
    });
  });
});

it('a take has no more samples than were made: what stands behind them is no sound', async () => {
  await expect(openStitched(fileOf([takeItem(1, samples + 1)]), takes)).rejects.toMatchObject({
    problem: { code: 'export-mismatch' },
  });
});

it('what the disk holds is compared with what was meant, byte by byte, as it is written', async () => {
  const { writeSync } = fs;
  let written = 0;
  // In the middle of a take, where no look afterwards would find it.
  vi.spyOn(fs, 'writeSync').mockImplementation(((
    descriptor: number,
    bytes: Uint8Array,
    from: number,
    length: number,
  ) => {
    const changed = Uint8Array.from(bytes);
    const at = 80 + samples - written;
    if (at >= from && at < from + length) changed[at] = (changed[at] ?? 0) ^ 1;
    written += length;
    return writeSync(descriptor, changed, from, length);
  }) as typeof fs.writeSync);
  syncBuiltinESMExports();
  await expect(write([takeItem(1, samples), takeItem(2, samples)])).rejects.toMatchObject({
    problem: {
      code: 'export-mismatch',
      message: expect.stringMatching(
        /differs in chapter 1, “One”, 0\.1 s in\. The file was not kept/u,
      ) as string,
    },
  });
  expect(readdirSync(out.root)).toEqual([]);
});
