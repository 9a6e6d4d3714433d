import { describe, expect, test } from 'vitest';
import { judgeReference } from '../../electron/audio/judge-reference.ts';

const sampleRate = 24_000;

/** Words of a tone and the pauses between them, over noise; amplitudes of full scale, length in seconds. */
function speechLike({ seconds = 5, amplitude = 0.1, noise = 0.0003 } = {}): Float32Array {
  let state = 1;
  return Float32Array.from({ length: seconds * sampleRate }, (_, index) => {
    state = (state * 16_807) % 2_147_483_647;
    const hiss = noise * (state / 1_073_741_823 - 1);
    const isPause = index % sampleRate > 0.8 * sampleRate;
    return hiss + (isPause ? 0 : amplitude * Math.sin((2 * Math.PI * 220 * index) / sampleRate));
  });
}

function severities(samples: Float32Array): Record<string, string> {
  const { verdicts } = judgeReference(samples, sampleRate);
  return Object.fromEntries(verdicts.map(({ aspect, severity }) => [aspect, severity]));
}

const allGood = { length: 'good', level: 'good', noise: 'good', clipping: 'good' };

describe('judging a reference clip', () => {
  test('a good one is good in every respect, and its figures are right', () => {
    const quality = judgeReference(speechLike(), sampleRate);
    expect(severities(speechLike())).toEqual(allGood);
    expect(quality.seconds).toBe(5);
    expect(quality.level).toBeCloseTo(20 * Math.log10(0.1 / Math.SQRT2), 0);
    expect(quality.peak).toBeCloseTo(-20, 0);
    expect(quality.noise).toBeCloseTo(20 * Math.log10(0.0003 / Math.sqrt(3)), 0);
    expect(quality.clipped).toBe(0);
  });

  test.each([
    [0.9, 'error'],
    [2, 'warning'],
    [3, 'good'],
    [10, 'good'],
    [15, 'warning'],
  ])('%f seconds: %s', (seconds, severity) => {
    expect(severities(speechLike({ seconds }))).toEqual({ ...allGood, length: severity });
  });

  test.each([
    ['quiet speech', { amplitude: 0.01, noise: 0.00001 }, { level: 'warning' }],
    ['loud speech', { amplitude: 0.9 }, { level: 'warning' }],
    ['hiss behind it', { noise: 0.03 }, { noise: 'warning' }],
  ])('%s is told, and nothing else', (_, how, verdicts) => {
    expect(severities(speechLike(how))).toEqual({ ...allGood, ...verdicts });
  });

  test('clipping is counted; one touch of full scale is none', () => {
    const clipped = speechLike({ amplitude: 0.3 }).map((sample) => Math.max(-1, Math.min(1, sample * 4)));
    expect(severities(clipped)).toMatchObject({ clipping: 'warning' });
    expect(judgeReference(clipped, sampleRate).clipped).toBeGreaterThan(1000);
    const touched = speechLike();
    touched[100] = 1;
    expect(severities(touched)).toMatchObject({ clipping: 'good' });
  });

  test('pauses that an editor emptied do not hide the noise', () => {
    const noisy = speechLike({ noise: 0.03 });
    const emptied = noisy.map((sample, index) => (index < 2 * sampleRate ? 0 : sample));
    expect(severities(emptied)).toMatchObject({ noise: 'warning' });
  });

  test('silence is an error, without a word about its noise', () => {
    expect(severities(new Float32Array(3 * sampleRate))).toEqual({ length: 'good', level: 'error' });
    expect(judgeReference(new Float32Array(0), sampleRate)).toMatchObject({
      seconds: 0,
      level: -144,
      noise: -144,
    });
  });
});
