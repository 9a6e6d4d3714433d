/** Samples in a bucket of the finest level of peaks. */
const finestBucket = 256;

/** The coarsest level that the host makes. */
const coarsestLevel = 24;

/** How many pairs are fetched and drawn at most: 16 kB, and more than any screen has bars. */
const mostPairs = 4096;

/** The height that peaks are drawn to at least, so that near-silence is not blown up to look like speech. */
const quietest = 0.1;

/**
 * The level of peaks for a waveform of `samples` samples that has room for `bars` bars: the coarsest one that still
 * gives every bar a pair of its own, within the limit of what is fetched.
 */
export function levelFor(samples: number, bars: number): number {
  const wanted = Math.min(mostPairs, Math.max(1, bars));
  let level = 0;
  while (level < coarsestLevel && pairsAt(samples, level + 1) >= wanted) level++;
  while (level < coarsestLevel && pairsAt(samples, level) > mostPairs) level++;
  return level;
}

/** How many pairs a level has. */
export function pairsAt(samples: number, level: number): number {
  return Math.ceil(samples / (finestBucket * 2 ** level));
}

/** Peaks as wavesurfer draws them, from -1 to 1: above the line the maxima, below it the minima. */
export interface DrawnPeaks {
  above: Float32Array;
  below: Float32Array;
  /** The largest of all, by which the waveform is scaled to its height. */
  loudest: number;
}

/** Reads pairs of minimum and maximum, 16-bit little endian; an odd rest of bytes is left out. */
export function decodePeaks(bytes: ArrayBuffer): DrawnPeaks {
  const view = new DataView(bytes);
  const pairs = new Float32Array(Math.floor(bytes.byteLength / 4) * 2);
  for (let index = 0; index < pairs.length; index++) pairs[index] = view.getInt16(index * 2, true) / 0x8000;
  return drawnPairs(pairs);
}

/** Pairs of minimum and maximum from -1 to 1, one pair after another, as they are drawn. */
export function drawnPairs(pairs: ArrayLike<number>): DrawnPeaks {
  const length = Math.floor(pairs.length / 2);
  const above = new Float32Array(length);
  const below = new Float32Array(length);
  let loudest = quietest;
  for (let index = 0; index < length; index++) {
    const low = pairs[index * 2] ?? 0;
    const high = pairs[index * 2 + 1] ?? 0;
    above[index] = Math.max(0, high);
    below[index] = Math.min(0, low);
    loudest = Math.max(loudest, high, -low);
  }
  return { above, below, loudest };
}
