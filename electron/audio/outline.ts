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
    for (let at = 0; at < block.length;) {
      const filled = this.samples % stepSamples;
      const end = Math.min(block.length, at + stepSamples - filled);
      this.#addToStep(filled === 0, block.subarray(at, end));
      this.samples += end - at;
      at = end;
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

  #addToStep(isNew: boolean, samples: Float32Array): void {
    const step = isNew ? this.#lows.length : this.#lows.length - 1;
    let low = this.#lows[step] ?? Infinity;
    let high = this.#highs[step] ?? -Infinity;
    for (const sample of samples) {
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    this.#lows[step] = low;
    this.#highs[step] = high;
  }
}

function rounded(value: number): number {
  return Math.max(-1, Math.min(1, Math.round(value * precision) / precision));
}
