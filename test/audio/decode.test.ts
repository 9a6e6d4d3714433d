import { describe, expect, test } from 'vitest';
import { audioKind } from '../../electron/base/audio-kind.ts';
import { decodeAudio } from '../../electron/audio/decode.ts';
import { tone, wavOf } from '../support/sounds.ts';
import { id3Tag, mp3Of } from './mp3-file.ts';

const samples = tone({ frequency: 440, seconds: 2, sampleRate: 24_000 });
const mp3 = await mp3Of(samples);
const wav = wavOf(samples, 24_000);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** LAME lowers everything by this before it encodes. */
const lameGain = 0.95;

function rms(sound: Float32Array): number {
  return Math.sqrt(sound.reduce((sum, sample) => sum + sample * sample, 0) / sound.length);
}

describe('what a file is', () => {
  test.each([
    ['an MP3', mp3, 'mp3'],
    ['an MP3 behind a tag full of false frame marks', Buffer.concat([id3Tag(5000), mp3]), 'mp3'],
    ['an MP3 behind padding', Buffer.concat([id3Tag(100), new Uint8Array(700), mp3]), 'mp3'],
    ['an MP3 with a tag behind it', Buffer.concat([mp3, Buffer.from('TAG'.padEnd(128))]), 'mp3'],
    ['a WAV', wav, 'wav'],
    ['an RF64', Buffer.concat([Buffer.from('RF64'), wav.subarray(4)]), 'wav'],
    ['a tag with nothing behind it', id3Tag(5000), null],
    ['a stray frame mark', Uint8Array.of(0xff, 0xf3, 0x84, 0xc4, ...new Uint8Array(2000)), null],
    ['a web page', bytesOf('<!doctype html>'), null],
    ['nothing', new Uint8Array(0), null],
  ])('%s', (_, bytes, kind) => {
    expect(audioKind(bytes)).toBe(kind);
  });
});

describe('decoding', () => {
  test('an MP3 has its length, rate and level', async () => {
    const sound = await decodeAudio(mp3);
    expect(sound.sampleRate).toBe(24_000);
    // An encoder that notes no delay leaves up to two frames of it.
    expect(sound.samples.length).toBeGreaterThanOrEqual(samples.length);
    expect(sound.samples.length).toBeLessThan(samples.length + 2 * 1152);
    expect(rms(sound.samples.subarray(4800, 43_200))).toBeCloseTo((lameGain * 0.5) / Math.SQRT2, 2);
  });

  test('stereo becomes the mean of both channels, not one of them', async () => {
    const stereo = new Float32Array(samples.length * 2);
    samples.forEach((sample, index) => (stereo[index * 2] = sample));
    const sound = await decodeAudio(await mp3Of(stereo, { channels: 2, bitrate: 128_000 }));
    expect(rms(sound.samples.subarray(4800, 43_200))).toBeCloseTo((lameGain * 0.25) / Math.SQRT2, 2);
  });

  test('one longer than a feed has every sample once', async () => {
    const long = tone({ frequency: 440, seconds: 20, sampleRate: 24_000 });
    const file = await mp3Of(long);
    expect(file.length).toBeGreaterThan(2 * 65_536);
    const sound = await decodeAudio(file);
    expect(Math.abs(sound.samples.length - long.length)).toBeLessThan(2 * 1152);
    // A block lost or doubled would break the phase of the tone behind it.
    let crossings = 0;
    for (let index = 4800; index < 475_200; index++) {
      if ((sound.samples[index] ?? 0) < 0 && (sound.samples[index + 1] ?? 0) >= 0) crossings++;
    }
    expect(Math.abs(crossings - (470_400 / 24_000) * 440)).toBeLessThanOrEqual(1);
  });

  test('the tags of an MP3 are not heard', async () => {
    const plain = await decodeAudio(mp3);
    const tagged = await decodeAudio(Buffer.concat([id3Tag(5000), mp3, Buffer.from('TAG'.padEnd(128))]));
    expect(tagged.samples).toEqual(plain.samples);
  });

  test('an RF64 takes its length from its ds64 chunk', async () => {
    const data = wav.subarray(44);
    const ds64 = Buffer.alloc(36);
    ds64.write('ds64');
    ds64.writeUInt32LE(28, 4);
    ds64.writeBigUInt64LE(BigInt(data.length), 16);
    const dataHead = Buffer.from('data\xff\xff\xff\xff', 'latin1');
    const trailer = Buffer.from('LIST\u0004\0\0\0\x7f\x7f\x7f\x7f', 'latin1');
    const rf64 = Buffer.concat([
      Buffer.from('RF64\xff\xff\xff\xffWAVE', 'latin1'),
      ds64,
      wav.subarray(12, 36),
      dataHead,
      data,
      trailer,
    ]);
    expect((await decodeAudio(rf64)).samples).toHaveLength(samples.length);
  });

  const damagedMp3 = mp3.slice();
  damagedMp3.fill(0x55, 5000, 7000);
  test.each([
    ['an MP3 cut inside a frame', mp3.subarray(0, 8001), /ends before its audio does/],
    ['an MP3 cut between frames', cutAfterFrames(mp3, 40), /ends before its audio does/],
    ['an MP3 with a hole', damagedMp3, /frames are damaged/],
    ['a WAV cut short', wav.subarray(0, 5000), /ends before its audio does/],
    ['a web page', bytesOf('<html><h1>502 Bad Gateway</h1>'), /looks like a web page/],
    ['JSON', bytesOf('{"detail": "Not found", "status": 404}'), /looks like a JSON document/],
    ['FLAC', bytesOf('fLaC....'), /looks like a FLAC file/],
    ['AAC', Uint8Array.of(0xff, 0xf1, 0x50, 0x80, 0, 0x1f, 0xfc), /looks like an AAC file/],
    ['noise', Uint8Array.from({ length: 9000 }, (_, index) => (index * 167 + (index >> 3)) % 251), /unknown/],
    ['nothing', new Uint8Array(0), /it is empty/],
  ])('%s is refused in words', async (_, bytes, message) => {
    await expect(decodeAudio(bytes)).rejects.toMatchObject({
      problem: { code: 'engine-failed', message: expect.stringMatching(message) as string },
    });
  });
});

/** The file up to the end of a frame: every frame of it has the same length but for a byte of padding. */
function cutAfterFrames(file: Uint8Array, count: number): Uint8Array {
  let at = 0;
  for (let frame = 0; frame < count; frame++) {
    at = file.findIndex((byte, index) => index >= at + 150 && byte === 0xff && file[index + 1] === file[1]);
  }
  return file.subarray(0, at);
}
