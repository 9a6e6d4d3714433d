import { sampleBytes } from '../take-file.ts';
import { finestBucket, type Peaks } from '../peaks.ts';
import { shapeExtremes, type TakePart } from './shape-samples.ts';
import type { Stitched } from './stitched.ts';
import { readTakePeaks } from './take-peaks.ts';

/** The coarsest level there is: a bucket of it holds two days at 24 kHz. */
export const coarsestLevel = 24;

/** A bucket of a take reaches over the edge of a bucket of the file by at most a quarter of the latter's width. */
const finerBy = 2;

/** How many takes are read together, so that a long book neither crawls nor keeps others waiting. */
const readBatch = 16;

/** A take part in its place: `at` is the sample of the file's audio where it begins. */
interface Placed {
  part: TakePart;
  at: number;
}

/**
 * The peaks of a stitched file's audio at a level: a minimum and a maximum for every 256 x 2^level samples, the last
 * bucket shorter. They come from the takes' own peaks, so that no audio is read: a bucket holds all extremes of its
 * samples, and may hold those of samples within a quarter of its width beyond its edges (at the finest levels, 256
 * samples). Rejects with `export-mismatch` when a take is gone.
 */
export async function stitchedPeaks(stitched: Stitched, level: number): Promise<Int16Array<ArrayBuffer>> {
  const buckets = new Buckets(stitched.index.samples, finestBucket * 2 ** level);
  const placed = placeParts(stitched, buckets);
  for (let from = 0; from < placed.length; from += readBatch) {
    await Promise.all(
      placed.slice(from, from + readBatch).map(async ({ part, at }) => {
        const peaks = await readTakePeaks(stitched.source.path(part.take), part.from + part.samples);
        addTake(buckets, peaks, Math.max(0, level - finerBy), part, at);
      }),
    );
  }
  return buckets.pairs;
}

/** Adds the silences to the buckets; the answer is the takes, which must be read. */
function placeParts(stitched: Stitched, buckets: Buckets): Placed[] {
  const placed: Placed[] = [];
  let at = 0;
  for (const part of stitched.index.parts) {
    if (part.kind === 'literal') continue;
    if (part.content.kind === 'silence') buckets.add(at, at + part.content.samples, 0, 0);
    else placed.push({ part: part.content, at });
    at += part.length / sampleBytes;
  }
  return placed;
}

/** Adds what is heard of a take by its buckets of a level; those that are heard only in part, by finer ones. */
function addTake(buckets: Buckets, peaks: Peaks, level: number, part: TakePart, at: number): void {
  const heardEnd = part.from + part.samples;
  const add = (depth: number, bucket: number): void => {
    const size = finestBucket * 2 ** depth;
    const first = Math.max(bucket * size, part.from) - part.from;
    const end = Math.min((bucket + 1) * size, heardEnd) - part.from;
    if (first >= end) return;
    if (end - first < size && depth > 0) {
      add(depth - 1, bucket * 2);
      add(depth - 1, bucket * 2 + 1);
      return;
    }
    const low = peaks[depth]?.[bucket * 2] ?? 0;
    const high = peaks[depth]?.[bucket * 2 + 1] ?? 0;
    const shaped = shapeExtremes({ low, high }, part, first, end);
    buckets.add(at + first, at + end, shaped.low, shaped.high);
  };
  const depth = Math.min(level, peaks.length - 1);
  const size = finestBucket * 2 ** depth;
  for (let bucket = Math.floor(part.from / size); bucket * size < heardEnd; bucket++) add(depth, bucket);
}

/** Pairs of minimum and maximum over stretches of samples. */
class Buckets {
  readonly pairs: Int16Array<ArrayBuffer>;
  readonly #size: number;

  constructor(samples: number, size: number) {
    this.#size = size;
    this.pairs = new Int16Array(Math.ceil(samples / size) * 2);
    for (let at = 0; at < this.pairs.length; at += 2) {
      this.pairs[at] = 0x7fff;
      this.pairs[at + 1] = -0x8000;
    }
  }

  /** Widens every bucket that samples `first` to `end` (exclusive) fall into. */
  add(first: number, end: number, low: number, high: number): void {
    const last = Math.floor((end - 1) / this.#size);
    for (let bucket = Math.floor(first / this.#size); bucket <= last; bucket++) {
      const at = bucket * 2;
      if (low < (this.pairs[at] ?? 0)) this.pairs[at] = low;
      if (high > (this.pairs[at + 1] ?? 0)) this.pairs[at + 1] = high;
    }
  }
}
