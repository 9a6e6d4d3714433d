import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTakeIdentity } from '../../electron/audio/identity-chunk.ts';
import { inspectTake } from '../../electron/audio/inspect-take.ts';
import { makeTake as make, type TakeRequest } from '../../electron/audio/make-take.ts';
import { decodePeaks } from '../../electron/audio/peaks.ts';
import { peaksFile } from '../../electron/audio/take-file.ts';
import { factsOf } from '../support/identities.ts';
import { samplesOf, tone, wavOf } from '../support/sounds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { mp3Of } from './mp3-file.ts';

const spoken = wavOf(
  tone({ frequency: 440, seconds: 1, sampleRate: 16_000, before: 0.2, after: 0.1 }),
  16_000,
);

/** Makes a take that says that it is of prediction 7, unless told otherwise. */
function makeTake(request: Omit<TakeRequest, 'identity'> & Partial<TakeRequest>) {
  return make({ identity: factsOf(), ...request });
}

describe('making a take', () => {
  test('writes a trimmed 24 kHz take with its peaks beside it and measures it', async () => {
    const file = path.join(temporaryFolder(), 'takes', '1', '7.wav');
    const measures = await makeTake({ audio: spoken, file, sampleRate: 24_000 });
    const samples = samplesOf(readFileSync(file));
    expect(samples).toHaveLength(measures.samples);
    expect(measures.samples / 24_000).toBeCloseTo(1.05, 1);
    expect(measures.peak).toBeCloseTo(20 * Math.log10(0.5), 0);
    expect(measures.rms).toBeCloseTo(20 * Math.log10(0.5 / Math.SQRT2), 0);
    expect(measures.clipped).toBe(0);
    expect(decodePeaks(readFileSync(peaksFile(file)))?.[0]).toHaveLength(Math.ceil(samples.length / 256) * 2);
    expect(readdirSync(path.dirname(file)).toSorted()).toEqual(['7.peaks', '7.wav']);
  });

  test('is kept at the rate of its engine, too, where that is asked for and another', async () => {
    const folder = temporaryFolder();
    const at = (name: string): string => path.join(folder, name);
    const made = await makeTake({
      audio: spoken,
      file: at('7.wav'),
      own: at('7.own.wav'),
      sampleRate: 24_000,
    });
    const own = inspectTake(at('7.own.wav'), 16_000);
    const { identity: _, ...measures } = own ?? { identity: null };
    expect({ ...measures, sampleRate: 16_000 }).toEqual(made.own);
    expect(own?.samples).toBeCloseTo((made.samples * 16_000) / 24_000, -1);
    expect(own?.identity).toMatchObject({ prediction: 7, sampleRate: 16_000 });
    // Cut as the take is: it begins and ends in silence.
    const samples = samplesOf(readFileSync(at('7.own.wav')));
    expect([samples[0], samples.at(-1)].map((sample) => Math.abs(sample ?? NaN) < 100)).toEqual([true, true]);
    const alone = await makeTake({ audio: spoken, file: at('a.wav'), sampleRate: 24_000 });
    // What is heard is the same, whether or not the other is kept.
    expect(alone).toEqual({ ...made, own: undefined });
    expect(
      await makeTake({ audio: spoken, file: at('b.wav'), own: at('b.own.wav'), sampleRate: 16_000 }),
    ).not.toHaveProperty('own');
    expect(existsSync(at('b.own.wav'))).toBe(false);
  });

  test('one that cannot be put in its place leaves neither half a take nor its peaks', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, '7.wav');
    mkdirSync(file);
    await expect(makeTake({ audio: spoken, file, sampleRate: 24_000 })).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['7.wav']);
  });

  test('the same audio gives the same bytes', async () => {
    const folder = temporaryFolder();
    await makeTake({ audio: spoken, file: path.join(folder, 'a.wav'), sampleRate: 24_000 });
    await makeTake({ audio: spoken, file: path.join(folder, 'b.wav'), sampleRate: 24_000 });
    expect(readFileSync(path.join(folder, 'a.wav')).equals(readFileSync(path.join(folder, 'b.wav')))).toBe(
      true,
    );
  });

  test('audio at full scale is counted as clipped', async () => {
    const loud = wavOf(
      tone({ frequency: 440, seconds: 0.5, sampleRate: 24_000 }).map((sample) => Math.sign(sample)),
      24_000,
    );
    const measures = await makeTake({
      audio: loud,
      file: path.join(temporaryFolder(), '1.wav'),
      sampleRate: 24_000,
    });
    expect(measures.clipped).toBeGreaterThan(10_000);
    expect(measures.peak).toBeCloseTo(0, 2);
  });

  test('silence is refused and writes nothing', async () => {
    const folder = temporaryFolder();
    const silent = wavOf(new Float32Array(16_000), 16_000);
    await expect(
      makeTake({ audio: silent, file: path.join(folder, '1.wav'), sampleRate: 24_000 }),
    ).rejects.toMatchObject({
      problem: { code: 'prediction-failed' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a take found after a crash is measured as when it was made; half a take is not', async () => {
    const file = path.join(temporaryFolder(), '1.wav');
    const measures = await makeTake({ audio: spoken, file, sampleRate: 24_000 });
    expect(inspectTake(file, 24_000)).toEqual({ ...measures, identity: readTakeIdentity(file) });
    expect(inspectTake(file, 44_100)).toBeNull();
    truncateSync(file, 1001);
    expect(inspectTake(file, 24_000)).toBeNull();
    writeFileSync(file, '');
    expect(inspectTake(file, 24_000)).toBeNull();
    expect(existsSync(`${file}.part`)).toBe(false);
    expect(inspectTake(`${file}.missing`, 24_000)).toBeNull();
  });

  test('an MP3 becomes a take at its own rate, and its bytes are kept as they came', async () => {
    const samples = tone({ frequency: 440, seconds: 1, sampleRate: 24_000, before: 0.2, after: 0.2 });
    const audio = await mp3Of(samples);
    const folder = temporaryFolder();
    const [file, original] = [path.join(folder, 'takes', '1.wav'), path.join(folder, 'originals', '1.audio')];
    const measures = await makeTake({ audio, file, sampleRate: 24_000, repair: 'clicks-at-ends', original });
    expect(readFileSync(original).equals(audio)).toBe(true);
    expect(measures.samples / 24_000).toBeCloseTo(1.07, 1);
    expect(readdirSync(path.dirname(original))).toEqual(['1.audio', '1.json']);
  });

  test('only what is asked for is repaired', async () => {
    const samples = tone({ frequency: 440, seconds: 1, sampleRate: 24_000 });
    const folder = temporaryFolder();
    const firstMoment = async (repair: 'clicks-at-ends' | 'none'): Promise<Int16Array> => {
      const file = path.join(folder, `${repair}.wav`);
      await makeTake({ audio: wavOf(samples, 24_000), file, sampleRate: 24_000, repair });
      return samplesOf(readFileSync(file)).slice(0, 480);
    };
    expect(new Set(await firstMoment('clicks-at-ends'))).toEqual(new Set([0]));
    expect(new Set(await firstMoment('none')).size).toBeGreaterThan(50);
  });

  test.each([
    ['a web page', Buffer.from('<html>'), 'engine-failed'],
    ['silence', wavOf(new Float32Array(16_000), 16_000), 'prediction-failed'],
    ['half a file', spoken.subarray(0, 9000), 'engine-failed'],
  ])('%s is no take, and is not kept as one’s original', async (_, audio, code) => {
    const folder = temporaryFolder();
    const request = { audio, file: path.join(folder, '1.wav'), original: path.join(folder, '1.audio') };
    await expect(makeTake({ ...request, sampleRate: 24_000 })).rejects.toMatchObject({
      problem: { code },
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('an original that cannot be kept is told before a take is made of it', async () => {
    const folder = temporaryFolder();
    const original = path.join(folder, 'originals');
    mkdirSync(original);
    const file = path.join(folder, '1.wav');
    await expect(makeTake({ audio: spoken, file, sampleRate: 24_000, original })).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['originals']);
  });
});
