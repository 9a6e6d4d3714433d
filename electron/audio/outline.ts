/** Samples in one step of what is collected while the length is not known yet. */
const stepSamples = 64;
/** Pairs that a drawing gets, at the most. */
const buckets = 1000;
/** Decimal places are kept to this: finer than a pixel. */
const precision = 1000;

/** Gathers the outline of a sound of unknown length, for a small drawing of all of it. */
export class Outline {
  /** How many samples were added. */
  samples = 0;
  readonly #lows: number[] = [];
  readonly #highs: number[] = [];

  /** Adds the samples that come next, from -1 to 1. */
  add(block: Float32Array): void {
    for (const sample of block) {
      if (this.samples % stepSamples === 0) {
        this.#lows.push(sample);
        this.#highs.push(sample);
      }
      const step = this.#lows.length - 1;
      if (sample < (this.#lows[step] ?? 0)) this.#lows[step] = sample;
      if (sample > (this.#highs[step] ?? 0)) this.#highs[step] = sample;
      this.samples++;
    }
  }

  /** Pairs of minimum and maximum from -1 to 1, evenly over all: 1,000 of them, fewer for less than 64,000 samples. */
  peaks(): number[] {
    const steps = this.#lows.length;
    const count = Math.min(buckets, steps);
    const pairs: number[] = [];
    for (let bucket = 0; bucket < count; bucket++) {
      const [from, to] = [bucket, bucket + 1].map((edge) => Math.floor((edge * steps) / count));
      pairs.push(
        rounded(this.#lows.slice(from, to).reduce((low, value) => Math.min(low, value), 1)),
        rounded(this.#highs.slice(from, to).reduce((high, value) => Math.max(high, value), -1)),
      );
    }
    return pairs;
  }
}

function rounded(value: number): number {
  return Math.max(-1, Math.min(1, Math.round(value * precision) / precision));
}
