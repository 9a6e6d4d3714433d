import { expect, test } from 'vitest';
import { buildPeaks, decodePeaks, encodePeaks } from '../../electron/audio/peaks.ts';

const samples = Int16Array.from({ length: 256 * 5 + 17 }, (_, index) => ((index * 7919) % 65536) - 32768);

test('every level holds the true extremes of its buckets, the last one shorter', () => {
  const levels = buildPeaks(samples);
  levels.forEach((level, depth) => {
    const bucket = 256 * 2 ** depth;
    expect(level).toHaveLength(Math.ceil(samples.length / bucket) * 2);
    for (let index = 0; index < level.length / 2; index++) {
      const part = samples.subarray(index * bucket, (index + 1) * bucket);
      expect([level[index * 2], level[index * 2 + 1]]).toEqual([Math.min(...part), Math.max(...part)]);
    }
  });
  expect(levels.at(-1)).toHaveLength(2);
});

test('the file form comes back as it was', () => {
  const peaks = buildPeaks(samples);
  expect(decodePeaks(encodePeaks(peaks))).toEqual(peaks);
});

test('a file that is cut short or of something else is not believed', () => {
  const bytes = encodePeaks(buildPeaks(samples));
  expect(decodePeaks(bytes.subarray(0, bytes.length - 1))).toBeNull();
  expect(decodePeaks(bytes.subarray(0, 5))).toBeNull();
  expect(decodePeaks(new TextEncoder().encode('<html>not peaks</html>'))).toBeNull();
});
