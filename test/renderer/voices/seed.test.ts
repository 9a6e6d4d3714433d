import { expect, test } from 'vitest';
import { newSeed, seedBounds } from '../../../renderer/voices/seed.ts';

test('a new seed is never the present one, nor 0, and within what the control takes', () => {
  for (const random of [0, 0.25, 0.999_999_9]) {
    const seed = newSeed(null, () => random);
    expect(seed).toBeGreaterThan(0);
    expect(seed).toBeLessThanOrEqual(seedBounds.max);
    const other = newSeed(seed, () => random);
    expect(other).not.toBe(seed);
    expect(other).toBeGreaterThan(0);
    expect(other).toBeLessThan(1_000_000);
  }
});
