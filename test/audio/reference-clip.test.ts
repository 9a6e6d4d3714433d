import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cutReference, inspectReference } from '../../electron/audio/reference-clip.ts';
import { wavHeader } from '../../electron/audio/wav.ts';
import { samplesOf, tone, wavOf } from '../support/sounds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { mp3Of } from './mp3-file.ts';

/** One second of silence, three of a tone, one of silence. */
const recording = tone({
  frequency: 300,
  seconds: 3,
  sampleRate: 44_100,
  amplitude: 0.25,
  before: 1,
  after: 1,
});

function fileOf(bytes: Uint8Array, folder = temporaryFolder()): string {
  const file = path.join(folder, 'recording');
  writeFileSync(file, bytes);
  return file;
}

describe('inspecting', () => {
  test('a WAV tells its facts, and an outline that is loud where the sound is', async () => {
    const facts = await inspectReference(fileOf(wavOf(recording, 44_100)));
    expect(facts).toMatchObject({ seconds: 5, sampleRate: 44_100, channels: 1 });
    expect(facts.peaks).toHaveLength(2000);
    const [quiet, low, high] = [facts.peaks.slice(0, 380), facts.peaks[1000], facts.peaks[1001]];
    expect(new Set(quiet)).toEqual(new Set([0]));
    expect(low).toBeCloseTo(-0.25, 2);
    expect(high).toBeCloseTo(0.25, 2);
  });

  test('a stereo MP3 is one, whatever it is called', async () => {
    const stereo = Float32Array.from(
      { length: recording.length * 2 },
      (_, index) => recording[index >> 1] ?? 0,
    );
    const facts = await inspectReference(
      fileOf(await mp3Of(stereo, { sampleRate: 44_100, channels: 2, bitrate: 128_000 })),
    );
    expect(facts).toMatchObject({ sampleRate: 44_100, channels: 2 });
    expect(facts.seconds).toBeCloseTo(5, 1);
    expect(Math.max(...facts.peaks)).toBeCloseTo(0.24, 1);
  });

  test('a file whose end is missing is still good for a clip', async () => {
    const file = fileOf(wavOf(recording, 44_100));
    truncateSync(file, 44 + 44_100 * 2 * 2);
    expect((await inspectReference(file)).seconds).toBe(2);
  });

  test.each([
    ['an empty file', new Uint8Array(0), 'file-empty'],
    ['a text', Buffer.from('Chapter one.'), 'file-unsupported'],
    ['a FLAC file', Buffer.from('fLaC and more'), 'file-unsupported'],
    ['a WAV without audio', wavHeader(0, 24_000), 'file-unreadable'],
    ['a WAV of an unknown coding', unknownCoding(), 'file-unreadable'],
    ['more than half an hour', halfHour(), 'file-unsupported'],
  ])('%s is refused', async (_, bytes, code) => {
    await expect(inspectReference(fileOf(bytes))).rejects.toMatchObject({ problem: { code } });
  });

  test('so is a file that is gone, a folder, and one that is too large', async () => {
    const folder = temporaryFolder();
    const refused = (file: string, code: string): Promise<void> =>
      expect(inspectReference(file)).rejects.toMatchObject({ problem: { code } });
    await refused(path.join(folder, 'gone'), 'file-missing');
    await refused(folder, 'file-unreadable');
    const large = fileOf(wavOf(recording, 44_100), folder);
    truncateSync(large, 101 * 1024 * 1024);
    await refused(large, 'file-unsupported');
  });
});

describe('cutting', () => {
  test('writes exactly the range, mono at 24 kHz, faded, named by its hash and judged', async () => {
    const target = path.join(temporaryFolder(), 'clip.wav');
    const clip = await cutReference({ file: fileOf(wavOf(recording, 44_100)), from: 0.5, to: 3.5, target });
    const bytes = readFileSync(target);
    expect(clip.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(clip.seconds).toBeCloseTo(3, 3);
    expect(clip.quality.seconds).toBeCloseTo(3, 3);
    expect(Buffer.compare(bytes.subarray(0, 44), wavHeader((bytes.length - 44) / 2, 24_000))).toBe(0);
    const samples = samplesOf(bytes);
    const loudest = (from: number, to: number): number =>
      Math.max(...samples.subarray(from * 24_000, to * 24_000).map(Math.abs));
    expect(loudest(0.01, 0.49)).toBeLessThan(200);
    expect(loudest(0.6, 2.9) / 0x8000).toBeCloseTo(0.25, 2);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(30);
    expect(readdirSync(path.dirname(target))).toEqual(['clip.wav']);
  });

  test('a recording at 24 kHz is not changed between the fades', async () => {
    const source = tone({ frequency: 300, seconds: 2, sampleRate: 24_000, amplitude: 0.7 });
    const file = fileOf(wavOf(source, 24_000));
    const target = path.join(temporaryFolder(), 'clip.wav');
    await cutReference({ file, from: 0, to: 2, target });
    const [cut, whole] = [samplesOf(readFileSync(target)), samplesOf(wavOf(source, 24_000))];
    expect(cut.subarray(120, 47_880)).toEqual(whole.subarray(120, 47_880));
  });

  test('what would clip is lowered, and its clipping is judged as it was', async () => {
    const square = tone({ frequency: 100, seconds: 3, sampleRate: 44_100 }).map((sample) =>
      Math.sign(sample),
    );
    const target = path.join(temporaryFolder(), 'clip.wav');
    const { quality } = await cutReference({ file: fileOf(wavOf(square, 44_100)), from: 0, to: 3, target });
    expect(quality.clipped).toBeGreaterThan(100_000);
    const samples = samplesOf(readFileSync(target));
    const full = samples.filter((sample) => Math.abs(sample) >= 0x7fff).length;
    expect(full).toBe(0);
    expect(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeGreaterThan(0x7f00);
  });

  test('the same range gives the same clip', async () => {
    const file = fileOf(await mp3Of(recording, { sampleRate: 44_100, bitrate: 128_000 }));
    const folder = temporaryFolder();
    const cut = (name: string) => cutReference({ file, from: 1, to: 4, target: path.join(folder, name) });
    expect((await cut('a')).hash).toBe((await cut('b')).hash);
  });

  test('a range reaches to the end at most; one with nothing in it is refused', async () => {
    const file = fileOf(wavOf(recording, 44_100));
    const target = path.join(temporaryFolder(), 'clip.wav');
    expect((await cutReference({ file, from: 4, to: 60, target })).seconds).toBeCloseTo(1, 3);
    for (const [from, to] of [
      [6, 7],
      [3, 2],
    ] as const) {
      await expect(cutReference({ file, from, to, target })).rejects.toMatchObject({
        problem: { code: 'invalid-call' },
      });
    }
  });

  test('a clip that cannot be written leaves nothing half done', async () => {
    const folder = temporaryFolder();
    const target = path.join(folder, 'clip.wav');
    mkdirSync(target);
    const file = fileOf(wavOf(recording, 44_100));
    await expect(cutReference({ file, from: 1, to: 4, target })).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['clip.wav']);
  });
});

function unknownCoding(): Uint8Array {
  const bytes = wavHeader(10, 24_000);
  bytes[20] = 0x55;
  return bytes;
}

/** 31 minutes of silence at a low rate. */
function halfHour(): Uint8Array {
  return Buffer.concat([wavHeader(31 * 60 * 8000, 8000), Buffer.alloc(31 * 60 * 8000 * 2)]);
}
