import { coarsestLevel, stitchedPeaks } from '../audio/stitched/stitched-peaks.ts';
import type { Stitched } from '../audio/stitched/stitched.ts';
import { found } from '../base/not-found.ts';

/** Bytes of peaks that are remembered at most: every level of a chapter, or the coarser ones of a long book. */
const rememberedBytes = 32 * 1024 * 1024;

type Pairs = Int16Array<ArrayBuffer>;

/** Makes the peaks of stitched files and remembers the ones that were asked for last. */
export class PeaksCache {
  readonly #making = new Map<string, Promise<Pairs>>();
  readonly #made = new Map<string, Pairs>();
  #bytes = 0;

  /** The peaks of a file at a level. Rejects with `not-found` for a level there is none of, or as `open` does. */
  async get(name: string, level: number, open: () => Promise<Stitched>): Promise<Pairs> {
    found(level <= coarsestLevel ? level : null, 'level of peaks');
    const key = `${name}/${level}`;
    const made = this.#made.get(key);
    if (made !== undefined) {
      this.#made.delete(key);
      this.#made.set(key, made);
      return made;
    }
    const making = this.#making.get(key) ?? this.#make(key, level, open);
    this.#making.set(key, making);
    return making;
  }

  async #make(key: string, level: number, open: () => Promise<Stitched>): Promise<Pairs> {
    try {
      const pairs = await stitchedPeaks(await open(), level);
      this.#remember(key, pairs);
      return pairs;
    } finally {
      this.#making.delete(key);
    }
  }

  #remember(key: string, pairs: Pairs): void {
    this.#made.set(key, pairs);
    this.#bytes += pairs.byteLength;
    for (const [oldest, { byteLength }] of this.#made) {
      if (this.#bytes <= rememberedBytes) break;
      this.#made.delete(oldest);
      this.#bytes -= byteLength;
    }
  }
}
