import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildPeaks, encodePeaks, finestBucket } from '../../../electron/audio/peaks.ts';
import { peaksFile } from '../../../electron/audio/take-file.ts';
import { openStitched } from '../../../electron/audio/stitched/stitched.ts';
import { stitchedPeaks } from '../../../electron/audio/stitched/stitched-peaks.ts';
import { readStitched } from '../../../electron/audio/stitched/read-stitched.ts';
import { takeIdSchema } from '../../../electron/contract/ids.ts';
import type { TimelineItem } from '../../../electron/contract/timeline.ts';
import { stitchWav } from '../../support/stitch-wav.ts';
import { sampleRate, silenceItem, TakeFolder, takeItem } from './take-folder.ts';

let folder: TakeFolder;

beforeEach(() => {
  folder = new TakeFolder();
});

afterEach(() => {
  folder.remove();
});

/** A sound that is nowhere like its neighbourhood for long: bursts of different loudness, and an offset. */
function bursts(samples: number, seed: number): Int16Array {
  return Int16Array.from({ length: samples }, (_, at) => {
    const loudness = 3000 + 9000 * ((Math.floor(at / 1700) * 7 + seed * 3) % 11) * 0.1;
    return Math.round(loudness * Math.sin(at / (5 + seed)) + 400 * seed);
  });
}

function addTake(id: number, samples: number): void {
  const sound = bursts(samples, id);
  folder.add(id, sound);
  writeFileSync(peaksFile(folder.path(takeIdSchema.parse(id))), encodePeaks(buildPeaks(sound)));
}

/** Opens the items as one chapter; the answer has also the audio as a player would hear it. */
async function stitch(items: TimelineItem[]) {
  const file = stitchWav({ sampleRate, chapters: [{ title: 'One', items }] });
  const stitched = await openStitched(file, folder);
  const { audioAt, samples } = stitched.index;
  const blocks: Uint8Array[] = [];
  for await (const block of readStitched(stitched, audioAt, audioAt + samples * 2)) blocks.push(block);
  const bytes = Buffer.concat(blocks);
  const audio = Int16Array.from({ length: samples }, (_, at) => bytes.readInt16LE(at * 2));
  return { stitched, audio };
}

/** Every bucket holds the true extremes of its samples and no others than its neighbourhood's, a bucket to each side. */
function expectTrue(pairs: Int16Array, audio: Int16Array, level: number, slack = 0): void {
  const size = finestBucket * 2 ** level;
  const truth = (first: number, end: number) => {
    const part = audio.subarray(Math.max(0, first), end);
    return { low: part.reduce((a, b) => Math.min(a, b)), high: part.reduce((a, b) => Math.max(a, b)) };
  };
  expect(pairs).toHaveLength(Math.ceil(audio.length / size) * 2);
  for (let bucket = 0; bucket < pairs.length / 2; bucket++) {
    const own = truth(bucket * size, (bucket + 1) * size);
    const around = truth((bucket - 1) * size, (bucket + 2) * size);
    const [low = NaN, high = NaN] = pairs.subarray(bucket * 2, bucket * 2 + 2);
    const where = `bucket ${bucket} of level ${level}`;
    expect(low, where).toBeLessThanOrEqual(own.low);
    expect(low, where).toBeGreaterThanOrEqual(around.low - slack);
    expect(high, where).toBeGreaterThanOrEqual(own.high);
    expect(high, where).toBeLessThanOrEqual(around.high + slack);
  }
}

const levels = [0, 1, 2, 3, 5, 8, 12, 24];

describe('peaks of a stitched file', () => {
  it('are those of what is heard, at offsets that fit no bucket', async () => {
    addTake(1, 30_001);
    addTake(2, 77_777);
    addTake(3, 5);
    const items = [takeItem(1, 30_001), silenceItem(9_999), takeItem(2, 77_777), takeItem(3, 5)];
    const { stitched, audio } = await stitch([...items, silenceItem(1234), ...items]);
    for (const level of levels) expectTrue(await stitchedPeaks(stitched, level), audio, level);
  });

  it('are zero in silence, to the sample at its edges', async () => {
    addTake(1, 10_000);
    const { stitched } = await stitch([silenceItem(1024), takeItem(1, 10_000), silenceItem(2048)]);
    const pairs = await stitchedPeaks(stitched, 0);
    expect([...pairs.subarray(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(pairs[9]).toBeGreaterThan(0);
    expect([...pairs.subarray(-12)]).toEqual(Array.from({ length: 12 }, () => 0));
  });

  it('leave out what is cut off a take, however loud, and follow the gain', async () => {
    const sound = bursts(60_000, 1);
    sound[100] = 32_000;
    sound[59_000] = -32_000;
    folder.add(1, sound);
    const { stitched, audio } = await stitch([
      takeItem(1, 50_000, { from: 512, gain: -6 }),
      silenceItem(40_000),
    ]);
    for (const level of levels) expectTrue(await stitchedPeaks(stitched, level), audio, level);
  });

  it('follow fades, as closely as a bucket is narrow', async () => {
    addTake(1, 60_000);
    const { stitched, audio } = await stitch([takeItem(1, 60_000, { fadeIn: 20_000, fadeOut: 30_000 })]);
    // Within a bucket the loudest sample is taken to be where the fade is loudest.
    for (const level of [0, 1, 2]) {
      const slack = (13_000 * finestBucket) / 20_000;
      expectTrue(await stitchedPeaks(stitched, level), audio, level, slack);
    }
  });

  it('never leave what 16 bits can hold when a gain would', async () => {
    addTake(1, 4_000);
    const { stitched, audio } = await stitch([takeItem(1, 4_000, { gain: 24 })]);
    for (const level of [0, 3]) expectTrue(await stitchedPeaks(stitched, level), audio, level);
  });
});

describe('a take whose peaks are', () => {
  const damages: [string, (file: string) => void][] = [
    [
      'missing',
      (file) => {
        rmSync(file);
      },
    ],
    [
      'cut short',
      (file) => {
        truncateSync(file, 20);
      },
    ],
    [
      'those of a shorter take',
      (file) => {
        writeFileSync(file, encodePeaks(buildPeaks(bursts(900, 1))));
      },
    ],
  ];

  it.each(damages)('%s is measured anew, and its peaks are kept', async (_, damage) => {
    addTake(1, 20_000);
    const file = peaksFile(folder.path(takeIdSchema.parse(1)));
    const whole = readFileSync(file);
    damage(file);
    const { stitched, audio } = await stitch([takeItem(1, 20_000)]);
    expectTrue(await stitchedPeaks(stitched, 1), audio, 1);
    expect(readFileSync(file).equals(whole)).toBe(true);
  });

  it('missing together with the take is a problem that names it', async () => {
    addTake(1, 20_000);
    const { stitched } = await stitch([takeItem(1, 20_000)]);
    const take = folder.path(takeIdSchema.parse(1));
    rmSync(take);
    rmSync(peaksFile(take));
    await expect(stitchedPeaks(stitched, 1)).rejects.toMatchObject({ problem: { code: 'export-mismatch' } });
    expect(existsSync(peaksFile(take))).toBe(false);
  });
});

it('a long book lets others have their turn', async () => {
  for (let id = 1; id <= 200; id++) addTake(id, 300);
  const items = Array.from({ length: 200 }, (_, index) => takeItem(index + 1, 300));
  const { stitched } = await stitch(items);
  let turns = 0;
  const count = (): void => {
    turns += 1;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);
  await stitchedPeaks(stitched, 4);
  clearImmediate(counting);
  expect(turns).toBeGreaterThanOrEqual(10);
});
