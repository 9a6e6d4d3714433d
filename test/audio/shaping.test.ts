import { describe, expect, test } from 'vitest';
import { resample } from '../../electron/audio/resample.ts';
import { fadeEnds, trimSilence } from '../../electron/audio/trim.ts';
import { tone } from '../support/sounds.ts';

/** Level of one frequency in Hz, by correlation; 1 for a sine of that amplitude. */
function levelAt(samples: Float32Array, sampleRate: number, frequency: number): number {
  let real = 0;
  let imaginary = 0;
  for (const [index, sample] of samples.entries()) {
    const angle = (2 * Math.PI * frequency * index) / sampleRate;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}

describe('resampling', () => {
  test('keeps a tone, its level and the length, and makes no image of it', async () => {
    const sound = { sampleRate: 16_000, samples: tone({ frequency: 3000, seconds: 1, sampleRate: 16_000 }) };
    const { samples, sampleRate } = await resample(sound, 24_000);
    expect(sampleRate).toBe(24_000);
    expect(Math.abs(samples.length - 24_000)).toBeLessThanOrEqual(1);
    const middle = samples.slice(2400, 21_600);
    expect(levelAt(middle, 24_000, 3000)).toBeCloseTo(0.5, 3);
    // Linear interpolation would mirror 3 kHz at 16 - 3 = 13 kHz, which folds to 11 kHz, at some -25 dB.
    expect(levelAt(middle, 24_000, 11_000)).toBeLessThan(1e-4);
  });

  test('what the new rate cannot carry is removed, not folded down', async () => {
    const sound = {
      sampleRate: 48_000,
      samples: tone({ frequency: 15_000, seconds: 0.5, sampleRate: 48_000 }),
    };
    const { samples } = await resample(sound, 24_000);
    expect(levelAt(samples.slice(1200, 10_800), 24_000, 9000)).toBeLessThan(1e-4);
  });

  test('an equal rate leaves every sample as it is', async () => {
    const samples = Float32Array.of(0.1, -0.2, 0.3);
    expect((await resample({ sampleRate: 24_000, samples }, 24_000)).samples).toEqual(samples);
  });

  test('the same sound gives the same samples every time', async () => {
    const sound = { sampleRate: 16_000, samples: tone({ frequency: 440, seconds: 0.2, sampleRate: 16_000 }) };
    expect(await resample(sound, 24_000)).toEqual(await resample(sound, 24_000));
  });
});

describe('trimming', () => {
  const sampleRate = 16_000;

  test('takes the silence at both ends and leaves a short margin', () => {
    const samples = tone({ frequency: 200, seconds: 0.5, sampleRate, before: 0.2, after: 0.16 });
    const trimmed = trimSilence({ sampleRate, samples }).samples;
    expect(trimmed.length / sampleRate).toBeGreaterThan(0.5);
    expect(trimmed.length / sampleRate).toBeLessThan(0.6);
  });

  test('hiss below the floor counts as silence, a soft ending does not', () => {
    const samples = tone({ frequency: 200, seconds: 0.5, sampleRate, before: 0.2, after: 0.4 });
    for (let index = 0; index < samples.length; index++) {
      samples[index] = (samples[index] ?? 0) + (index % 2 === 0 ? 0.0004 : -0.0004);
    }
    const soft = tone({ frequency: 200, seconds: 0.1, sampleRate, amplitude: 0.01 });
    samples.set(soft, Math.round(0.7 * sampleRate));
    const seconds = trimSilence({ sampleRate, samples }).samples.length / sampleRate;
    expect(seconds).toBeGreaterThan(0.6);
    expect(seconds).toBeLessThan(0.7);
  });

  test('silence inside stays', () => {
    const first = tone({ frequency: 200, seconds: 0.2, sampleRate, after: 0.5 });
    const samples = new Float32Array(first.length * 2);
    samples.set(first);
    samples.set(first, first.length);
    expect(trimSilence({ sampleRate, samples }).samples.length / sampleRate).toBeGreaterThan(0.9);
  });

  test('nothing but silence leaves nothing', () => {
    expect(trimSilence({ sampleRate, samples: new Float32Array(sampleRate) }).samples).toHaveLength(0);
    expect(trimSilence({ sampleRate, samples: new Float32Array(0) }).samples).toHaveLength(0);
  });

  test('fades begin and end near zero and leave the middle alone', () => {
    const samples = new Float32Array(1000).fill(0.5);
    fadeEnds({ sampleRate, samples });
    expect(samples[0]).toBeLessThan(0.001);
    expect(samples[999]).toBeLessThan(0.001);
    expect(samples.slice(80, 920).every((sample) => sample === 0.5)).toBe(true);
  });
});
