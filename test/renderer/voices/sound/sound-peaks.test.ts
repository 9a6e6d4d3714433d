import { expect, test } from 'vitest';
import { pairsOf } from '../../../../renderer/voices/sound/sound-peaks.ts';

test('no sample is louder than the pair that is drawn for it', () => {
  const samples = Float32Array.from({ length: 1003 }, (_, index) => Math.sin(index * 1.7) * (index / 1003));
  const pairs = pairsOf(samples, 7);
  expect(pairs).toHaveLength(14);
  expect(Math.min(...pairs)).toBe(Math.min(...samples));
  expect(Math.max(...pairs)).toBe(Math.max(...samples));
});

test('a click at the very end is seen', () => {
  const samples = new Float32Array(1000);
  samples[999] = -1;
  expect([...pairsOf(samples, 3)]).toEqual([0, 0, 0, 0, -1, 0]);
});

test('a sound with fewer samples than pairs is drawn whole, and no sound not at all', () => {
  expect([...pairsOf(Float32Array.from([0.5, -0.25]), 400)]).toEqual([0, 0.5, -0.25, 0]);
  expect(pairsOf(new Float32Array(0), 400)).toHaveLength(0);
});
