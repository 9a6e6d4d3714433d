import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStitched } from '../../../electron/audio/stitched/read-stitched.ts';
import { openStitched, type Stitched } from '../../../electron/audio/stitched/stitched.ts';
import { writeStitched } from '../../../electron/audio/stitched/write-stitched.ts';
import { takeIdSchema } from '../../../electron/contract/ids.ts';
import type { TimelineItem } from '../../../electron/contract/timeline.ts';
import { asWav, stitchWav, type BareAssembly } from '../../support/stitch-wav.ts';
import { noise, sampleRate, silenceItem, TakeFolder, takeItem } from './take-folder.ts';

const takeSamples = [1, 7, 500, 3000];
let folder: TakeFolder;

beforeAll(() => {
  folder = new TakeFolder();
  takeSamples.forEach((samples, index) => {
    folder.add(index + 1, noise(samples, index + 1));
  });
});

afterAll(() => {
  folder.remove();
});

async function bytesOf(stitched: Stitched, start: number, end: number, blockBytes?: number): Promise<Buffer> {
  const blocks: Uint8Array[] = [];
  for await (const block of readStitched(stitched, start, end, blockBytes)) blocks.push(block);
  return Buffer.concat(blocks);
}

/** The audio of an assembly by the definition of gain and fades, one sample at a time. */
function audioOf(assembly: BareAssembly): Int16Array {
  return Int16Array.from(assembly.chapters.flatMap((chapter) => chapter.items.flatMap(samplesOf)));
}

function samplesOf(item: TimelineItem): number[] {
  if (item.kind === 'silence') return Array.from({ length: item.samples }, () => 0);
  const { from, samples, gain, fadeIn, fadeOut } = item;
  const source = noise(from + samples, item.take);
  return Array.from({ length: samples }, (_, at) => {
    const left = fadeIn === 0 ? 1 : Math.min(1, at / fadeIn);
    const right = fadeOut === 0 ? 1 : Math.min(1, (samples - 1 - at) / fadeOut);
    const loud = (source[from + at] ?? NaN) * (10 ** (gain / 20) * left * right);
    return Math.max(-32768, Math.min(32767, Math.round(loud)));
  });
}

const shapedTake = fc
  .record({
    take: fc.integer({ min: 1, max: takeSamples.length }),
    range: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    gain: fc.oneof(fc.constant(0), fc.double({ min: -60, max: 24, noNaN: true })),
    fadeIn: fc.oneof(fc.constant(0), fc.nat(600)),
    fadeOut: fc.oneof(fc.constant(0), fc.nat(600)),
  })
  .map(({ take, range, ...shape }) => {
    const length = takeSamples[take - 1] ?? 0;
    const from = Math.floor(range[0] * (length - 1));
    return takeItem(take, 1 + Math.floor(range[1] * (length - from - 1)), { from, ...shape });
  });
const item = fc.oneof(shapedTake, fc.integer({ min: 1, max: 900 }).map(silenceItem));
const assemblies = fc.record({
  sampleRate: fc.constant(sampleRate),
  chapters: fc
    .array(fc.record({ title: fc.string(), items: fc.array(item, { maxLength: 4 }) }), {
      minLength: 1,
      maxLength: 4,
    })
    .filter((chapters) => chapters.some(({ items }) => items.some(({ kind }) => kind === 'take'))),
});
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

it('gives for any range, in blocks of any size, the same bytes as the written file', async () => {
  const target = path.join(folder.root, 'written.wav');
  const ranges = fc.array(fc.tuple(fraction, fraction, fc.integer({ min: 2, max: 700 })), {
    minLength: 10,
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(assemblies, ranges, async (assembly, wanted) => {
      const stitched = await openStitched(stitchWav(assembly), folder);
      await writeStitched(stitched, target, {
        ...asWav,
        overwrite: true,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      });
      const written = readFileSync(target);
      const audio = Buffer.from(audioOf(assembly).buffer);
      expect(written.subarray(80, 80 + audio.length).equals(audio)).toBe(true);
      for (const [one, other, blockBytes] of wanted) {
        const start = Math.floor(Math.min(one, other) * written.length);
        const end = Math.ceil(Math.max(one, other) * written.length);
        const read = await bytesOf(stitched, start, end, blockBytes);
        expect(read.equals(written.subarray(start, end))).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

describe('shaping', () => {
  async function shaped(values: number[], shape: Parameters<typeof takeItem>[2]): Promise<number[]> {
    folder.add(90, Int16Array.from(values));
    const items = [takeItem(90, values.length, shape)];
    const stitched = await openStitched(stitchWav({ sampleRate, chapters: [{ title: '', items }] }), folder);
    const bytes = await bytesOf(stitched, 80, 80 + values.length * 2);
    return values.map((_, index) => bytes.readInt16LE(index * 2));
  }

  it('makes 6 dB about twice as loud, and -20 dB a tenth', async () => {
    expect(await shaped([1000, -1000], { gain: 6 })).toEqual([1995, -1995]);
    expect(await shaped([1000, -1000], { gain: -20 })).toEqual([100, -100]);
  });

  it('clips instead of wrapping around', async () => {
    expect(await shaped([20_000, -20_000], { gain: 12 })).toEqual([32_767, -32_768]);
  });

  it('fades linearly from and to silence', async () => {
    const flat = [1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000];
    expect(await shaped(flat, { fadeIn: 4, fadeOut: 2 })).toEqual([0, 250, 500, 750, 1000, 1000, 500, 0]);
  });

  it('fades up to a peak when the two fades overlap', async () => {
    const flat = [1000, 1000, 1000];
    expect(await shaped(flat, { fadeIn: 2, fadeOut: 2 })).toEqual([0, 250, 0]);
  });
});

describe('a file beyond 4 GiB', () => {
  const samples = 2_200_000_000;
  const edge = (2 ** 32 - 80) / 2;

  it('reads its header, around the 4 GiB edge, and its tail at once', async () => {
    const around = noise(64, 5);
    folder.addSparse(80, samples, [
      { at: edge - 32, samples: around },
      { at: samples - 64, samples: around },
    ]);
    const file = stitchWav({ sampleRate, chapters: [{ title: 'Long', items: [takeItem(80, samples)] }] });
    const stitched = await openStitched(file, folder);
    const audioEnd = 80 + samples * 2;
    const wanted = Buffer.from(around.buffer);

    expect((await bytesOf(stitched, 0, 16)).toString('latin1')).toBe('RF64\xff\xff\xff\xffWAVEds64');
    expect((await bytesOf(stitched, 2 ** 32 - 64, 2 ** 32 + 64)).equals(wanted)).toBe(true);
    expect((await bytesOf(stitched, 2 ** 32 - 1, 2 ** 32 + 1)).equals(wanted.subarray(63, 65))).toBe(true);
    expect(
      (await bytesOf(stitched, audioEnd - 128, audioEnd + 4)).equals(
        Buffer.concat([wanted, Buffer.from('cue ')]),
      ),
    ).toBe(true);
    expect((await bytesOf(stitched, file.bytes - 6, file.bytes)).toString()).toBe('Long\0\0');
  });
});

describe('a consumer that stops early', () => {
  it('leaves no take open', async (ctx) => {
    if (!existsSync('/proc/self/fd')) ctx.skip('open files cannot be listed without /proc');
    const openTakes = (): string[] =>
      readdirSync('/proc/self/fd').flatMap((number) => {
        try {
          return [readlinkSync(`/proc/self/fd/${number}`)].filter((file) => file.startsWith(folder.root));
        } catch {
          return [];
        }
      });
    const file = stitchWav({ sampleRate, chapters: [{ title: '', items: [takeItem(4, 3000)] }] });
    const stitched = await openStitched(file, folder);
    const stream = ReadableStream.from(readStitched(stitched, 90, file.bytes, 64));
    const reader = stream.getReader();
    await reader.read();
    expect(openTakes()).toHaveLength(1);
    await reader.cancel();
    expect(openTakes()).toEqual([]);
  });
});

describe('what is refused', () => {
  const file = stitchWav({
    sampleRate,
    chapters: [{ title: 'One', items: [takeItem(3, 500), silenceItem(5)] }],
  });
  const problem = (code: string, message: RegExp): object => ({
    problem: {
      code,
      message: expect.stringMatching(message) as string,
      action: expect.stringMatching(/./) as string,
    },
  });

  it.each([
    ['bytes', { bytes: file.bytes + 2 }, /declares \d+ bytes and its parts have/],
    ['samples', { samples: file.samples - 1 }, /declares 504 samples and its parts have 505/],
    ['a mark', { marks: [{ title: 'Late', position: 505 }] }, /“Late” starts after its end/],
  ])('a list that contradicts itself in %s', async (_, change, message) => {
    await expect(openStitched({ ...file, ...change }, folder)).rejects.toMatchObject(
      problem('invalid-call', message),
    );
  });

  it('a take that is shorter than what is wanted of it', async () => {
    const long = stitchWav({ sampleRate, chapters: [{ title: '', items: [takeItem(3, 500, { from: 1 })] }] });
    await expect(openStitched(long, folder)).rejects.toMatchObject(
      problem('export-mismatch', /take-3\.wav|has 1044 bytes where at least 1046 are needed/),
    );
  });

  it('a take that is missing, or a folder', async () => {
    const missing = stitchWav({ sampleRate, chapters: [{ title: '', items: [takeItem(77, 5)] }] });
    await expect(openStitched(missing, folder)).rejects.toMatchObject(
      problem('export-mismatch', /cannot be opened: .*take-77\.wav/),
    );
    mkdirSync(folder.path(takeIdSchema.parse(77)));
    await expect(openStitched(missing, folder)).rejects.toMatchObject(
      problem('export-mismatch', /is not a file: .*take-77\.wav/),
    );
  });

  it('a take that was cut short or removed after it was registered', async () => {
    folder.add(60, noise(100, 1));
    const used = stitchWav({ sampleRate, chapters: [{ title: '', items: [takeItem(60, 100)] }] });
    const stitched = await openStitched(used, folder);
    truncateSync(folder.path(takeIdSchema.parse(60)), 100);
    await expect(bytesOf(stitched, 0, used.bytes)).rejects.toMatchObject(
      problem('export-mismatch', /ends too early/),
    );
    rmSync(folder.path(takeIdSchema.parse(60)));
    await expect(bytesOf(stitched, 0, used.bytes)).rejects.toMatchObject(
      problem('export-mismatch', /cannot be read/),
    );
  });

  it.each([
    [-1, 5],
    [5, 4],
    [0, file.bytes + 1],
    [0.5, 3],
  ])('the range from %d to %d', async (start, end) => {
    const stitched = await openStitched(file, folder);
    await expect(bytesOf(stitched, start, end)).rejects.toMatchObject(
      problem('invalid-call', /were asked for/),
    );
  });
});
