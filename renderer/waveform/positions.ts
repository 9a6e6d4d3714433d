import type { ChunkId } from '../../electron/contract/ids.ts';
import type { ChunkPosition } from '../../electron/contract/timeline.ts';

type Positions = readonly ChunkPosition[];

/**
 * The index of the chunk that is heard at a sample, the pause after it included; -1 before the first. Positions are in
 * order, so a binary search finds it.
 */
export function indexAt(positions: Positions, sample: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const position = positions[middle];
    if (position !== undefined && position.start <= sample) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The index of a chunk; -1 where it is not heard. */
export function indexOfChunk(positions: Positions, chunk: ChunkId | undefined): number {
  return positions.findIndex((position) => position.chunk === chunk);
}

/**
 * Where a listener who is at `sample` of one timeline goes on in another one of the same chapter, in samples: at the
 * same place of the same chunk; in the pause after it, but never past the beginning of the chunk that now follows.
 */
export function carryOver(from: Positions, to: Positions, sample: number): number {
  const heard = indexAt(from, sample);
  for (let index = heard; index >= 0; index--) {
    const old = from[index];
    const there = indexOfChunk(to, old?.chunk);
    const found = to[there];
    if (old === undefined || found === undefined) continue;
    const limit = to[there + 1]?.start ?? Infinity;
    // A chunk that is gone was after this one, so whoever heard it has heard this one to its end.
    return Math.min(index === heard ? found.start + (sample - old.start) : found.end, limit);
  }
  return Math.min(sample, to[0]?.start ?? 0);
}

/** Whether a sample lies in a gap of a timeline that another one of the same chapter fills. */
export function isFilledGap(from: Positions, to: Positions, sample: number): boolean {
  const index = indexAt(from, sample);
  const here = from[index];
  if (here !== undefined && sample < here.end) return false;
  const there = here === undefined ? -1 : indexOfChunk(to, here.chunk);
  if (here !== undefined && there === -1) return false;
  const following = to[there + 1]?.chunk;
  return following !== undefined && following !== from[index + 1]?.chunk;
}
