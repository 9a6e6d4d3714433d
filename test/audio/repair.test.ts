import { beforeAll, describe, expect, test } from 'vitest';
import { decodeAudio } from '../../electron/audio/decode.ts';
import { muteClicks } from '../../electron/audio/repair.ts';
import { resample } from '../../electron/audio/resample.ts';
import { trimSilence } from '../../electron/audio/trim.ts';
import { decodeWav, wavHeader } from '../../electron/audio/wav.ts';
import { compileFlite } from '../../electron/engines/draft/flite.ts';
import { locateFlite } from '../../electron/engines/draft/locate-flite.ts';
import { speakDraft } from '../../electron/engines/draft/speak-draft.ts';
import { wavOf } from '../support/sounds.ts';
import { mp3Of } from './mp3-file.ts';

const sampleRate = 24_000;
/** Trimmed speech that begins and ends with hard consonants, the nearest thing to a click. */
let speech: Float32Array<ArrayBuffer>;

beforeAll(async () => {
  const voice = { engine: 'draft', speaker: 'rms', rate: 1 } as const;
  const { audio } = speakDraft(
    compileFlite(locateFlite()),
    'Take care, for the tide came to the gate.',
    voice,
  );
  const sound = trimSilence(await resample(decodeWav(audio), sampleRate));
  speech = new Float32Array(sound.samples);
});

/** The speech between silences, as StyleTTS 2 returns it: without its faults, and with them. */
function spoken(silence: number, hasFaults: boolean): Float32Array<ArrayBuffer> {
  const gap = Math.round(silence * sampleRate);
  const samples = new Float32Array(speech.length + 2 * gap);
  samples.set(speech, gap);
  if (!hasFaults) return samples;
  const header = wavHeader(samples.length, sampleRate);
  samples.set(Array.from(new Int16Array(header.buffer), (value) => value / 0x8000));
  for (let index = 0; index < 40; index++) samples[samples.length - 40 + index] = 0.6 * Math.exp(-index / 12);
  return samples;
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

async function asMp3(samples: Float32Array<ArrayBuffer>) {
  return decodeAudio(await mp3Of(samples));
}

async function asWav(samples: Float32Array<ArrayBuffer>) {
  return decodeAudio(wavOf(samples, sampleRate));
}

describe.each([
  ['MP3', asMp3],
  ['WAV', asWav],
])('in %s', (kind, decoded) => {
  test.each([0.03, 0.05, 0.08, 0.2])(
    'click and pulse leave nothing behind that trimming would take for speech, %f s from it',
    async (silence) => {
      const clean = trimSilence(await decoded(spoken(silence, false)));
      const repaired = await decoded(spoken(silence, true));
      expect(trimSilence(repaired).samples.length - clean.samples.length).toBeGreaterThan(0.02 * sampleRate);
      muteClicks(repaired);
      expect(peakOf(repaired.samples.subarray(0, 0.02 * sampleRate))).toBe(0);
      const { samples } = trimSilence(repaired);
      // Windows of 5 ms decide where speech begins and ends.
      expect(Math.abs(samples.length - clean.samples.length)).toBeLessThanOrEqual(0.01 * sampleRate);
      expect(peakOf(samples)).toBeLessThan(1.05 * peakOf(clean.samples));
    },
  );

  test('speech is untouched, sample for sample', async () => {
    const sound = await decoded(spoken(0.1, true));
    const before = sound.samples.slice();
    muteClicks(sound);
    const from = 0.09 * sampleRate;
    const to = before.length - from;
    expect(sound.samples.slice(from, to)).toEqual(before.slice(from, to));
    // Without the faults' own codec noise, it is the speech of the faultless file.
    const clean = (await decoded(spoken(0.1, false))).samples;
    const apart = sound.samples.map((sample, index) => sample - (clean[index] ?? 0));
    expect(peakOf(apart.slice(from, to))).toBeLessThan(kind === 'WAV' ? 1e-9 : 0.02);
  });

  test('speech up to the very ends loses only what is always muted', async () => {
    const sound = await decoded(spoken(0, false));
    const before = sound.samples.slice();
    muteClicks(sound);
    const [from, to] = [0.025 * sampleRate, before.length - 0.007 * sampleRate];
    expect(sound.samples.slice(from, to)).toEqual(before.slice(from, to));
  });
});

test('a sound shorter than what is muted becomes silent, and none stays none', () => {
  const short = { sampleRate, samples: new Float32Array(200).fill(0.5) };
  muteClicks(short);
  expect(peakOf(short.samples)).toBe(0);
  muteClicks({ sampleRate, samples: new Float32Array(0) });
});
