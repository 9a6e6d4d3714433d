import { describe, expect, it } from 'vitest';
import { chunkIdSchema } from '../../../electron/contract/ids.ts';
import type { ChunkPosition } from '../../../electron/contract/timeline.ts';
import { carryOver, indexAt, isFilledGap } from '../../../renderer/waveform/positions.ts';

/** Chunks by id, from a start to an end in samples. */
function timeline(...spans: [id: number, start: number, end: number][]): ChunkPosition[] {
  return spans.map(([id, start, end]) => ({ chunk: chunkIdSchema.parse(id), start, end }));
}

describe('the chunk at a sample', () => {
  const positions = timeline([1, 100, 200], [2, 250, 400], [3, 400, 900]);

  it.each([
    [0, -1],
    [99, -1],
    [100, 0],
    [249, 0],
    [250, 1],
    [399, 1],
    [400, 2],
    [1_000_000, 2],
  ])('is found at its very first sample and kept through its pause: %i', (sample, index) => {
    expect(indexAt(positions, sample)).toBe(index);
  });

  it('is nothing where nothing is heard', () => {
    expect(indexAt([], 5)).toBe(-1);
  });
});

describe('going on in a newer file of the chapter', () => {
  // Chunk 2 was missing: only its pause (50) stood between.
  const old = timeline([1, 0, 100], [3, 200, 300]);
  const grown = timeline([1, 0, 100], [2, 150, 450], [3, 500, 600]);

  it('keeps the place within the chunk, wherever the chunk has moved to', () => {
    expect(carryOver(old, grown, 250)).toBe(550);
  });

  it('never skips the beginning of a chunk that has become ready in the gap', () => {
    expect(carryOver(old, grown, 190)).toBe(150);
  });

  it('keeps the rest of a pause', () => {
    expect(carryOver(old, grown, 120)).toBe(120);
  });

  it('goes on after the chunk before, when the one that was heard is gone', () => {
    expect(carryOver(grown, old, 300)).toBe(100);
  });

  it('begins at the first chunk when nothing that was heard is left', () => {
    expect(carryOver(timeline([9, 0, 500]), grown, 400)).toBe(0);
    expect(carryOver(timeline([9, 0, 500]), [], 400)).toBe(0);
  });
});

describe('a gap that a newer file fills', () => {
  const old = timeline([1, 0, 100], [3, 200, 300]);
  const grown = timeline([1, 0, 100], [2, 150, 450], [3, 500, 600]);

  it('is one only after the chunk before it has been heard', () => {
    expect(isFilledGap(old, grown, 99)).toBe(false);
    expect(isFilledGap(old, grown, 100)).toBe(true);
  });

  it('is none where the same chunk follows in both', () => {
    expect(isFilledGap(timeline([1, 0, 100], [2, 150, 450]), grown, 120)).toBe(false);
  });

  it('is one at the end of what was ready', () => {
    expect(isFilledGap(timeline([1, 0, 100]), grown, 5000)).toBe(true);
    expect(isFilledGap(grown, grown, 5000)).toBe(false);
  });

  it('is one before the first chunk that was ready', () => {
    expect(isFilledGap(timeline([3, 90, 190]), grown, 10)).toBe(true);
  });
});
