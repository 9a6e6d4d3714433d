import type { ClipQuality } from '../contract/named-voice.ts';

type Verdict = ClipQuality['verdicts'][number];

/** The level is followed in windows of this length, in seconds: short enough for the gaps between sounds. */
const windowSeconds = 0.01;
/** Speech is what is at most this far below the mean level, in dB; pauses between words are further (as in BS.1770). */
const speechGate = 10;
/** The share of the windows, the quietest, that are taken for the room's noise. */
const quietest = 0.1;
/** What is written where there is no sound at all, in dBFS. */
const silence = -144;
/** From here up, as 16 bits hold it, a sample is at full scale. */
const fullScale = 0x7fff / 0x8000;
/** A sound recording may touch full scale this often without having been cut off. */
const harmlessClips = 2;

/**
 * Judges a clip that a voice is to be copied from, mono from -1 to 1 at its own `sampleRate` (Hz), in plain English. The
 * bounds: the model was trained on clips of some seconds at levels around -23 dBFS, and copies hiss and distortion
 * together with the voice.
 */
export function judgeReference(samples: Float32Array, sampleRate: number): ClipQuality {
  const seconds = samples.length / sampleRate;
  const { level, noise } = levelsOf(samples, Math.max(1, Math.round(windowSeconds * sampleRate)));
  let peak = 0;
  let clipped = 0;
  for (const sample of samples) {
    const height = Math.abs(sample);
    if (height > peak) peak = height;
    if (height >= fullScale) clipped++;
  }
  const verdicts = [judgeLength(seconds)];
  verdicts.push(judgeLevel(level));
  if (level > silence) verdicts.push(judgeNoise(level, noise), judgeClipping(clipped));
  return { seconds, level, peak: decibels(peak * peak), noise, clipped, verdicts };
}

function judgeLength(seconds: number): Verdict {
  const told = `${seconds.toFixed(1)} seconds`;
  const aspect = 'length';
  if (seconds < 1) {
    return {
      severity: 'error',
      aspect,
      message: `Only ${told} long. Choose at least 1 second, better 3 to 10.`,
    };
  }
  if (seconds < 3) {
    return { severity: 'warning', aspect, message: `${told} are short. 3 to 10 show the voice better.` };
  }
  if (seconds > 12) {
    const message = `${told} are long. 3 to 10 are enough; more costs time and blurs the voice.`;
    return { severity: 'warning', aspect, message };
  }
  return { severity: 'good', aspect, message: `${told} are a good length.` };
}

function judgeLevel(level: number): Verdict {
  const aspect = 'level';
  const told = `${level.toFixed(0)} dB`;
  if (level <= silence) return { severity: 'error', aspect, message: 'There is no sound in this range.' };
  if (level < -35) {
    const message = `The speech is quiet (${told}). Choose a louder passage, or raise it to about -23 dB.`;
    return { severity: 'warning', aspect, message };
  }
  if (level > -11) {
    const message = `The speech is very loud (${told}). Lower it to about -23 dB.`;
    return { severity: 'warning', aspect, message };
  }
  return { severity: 'good', aspect, message: `The level is good (${told}).` };
}

/** Speech without any pause has no quiet moment either, so a poor figure is told with both its causes. */
function judgeNoise(level: number, noise: number): Verdict {
  const aspect = 'noise';
  const below = level - noise;
  if (below >= 24) return { severity: 'good', aspect, message: 'The background is quiet.' };
  const message =
    `The quietest moments are only ${below.toFixed(0)} dB below the speech. If that is noise, it will be copied with the ` +
    'voice: choose a quieter recording. If there is just no pause, include one.';
  return { severity: 'warning', aspect, message };
}

function judgeClipping(clipped: number): Verdict {
  const aspect = 'clipping';
  if (clipped <= harmlessClips)
    return { severity: 'good', aspect, message: 'Nothing is distorted by clipping.' };
  const message = `${clipped} samples are cut off at full scale and sound distorted. Choose another passage.`;
  return { severity: 'warning', aspect, message };
}

/** The levels in dBFS of the speech and of the quietest windows. */
function levelsOf(samples: Float32Array, window: number): { level: number; noise: number } {
  const powers: number[] = [];
  for (let from = 0; from < samples.length; from += window) {
    const piece = samples.subarray(from, from + window);
    powers.push(piece.reduce((sum, sample) => sum + sample * sample, 0) / piece.length);
  }
  // Digital silence was put in by an editor: it says nothing of the room.
  const sounding = powers.filter((power) => power > 0).toSorted((a, b) => a - b);
  const gate = mean(sounding) / 10 ** (speechGate / 10);
  const level = decibels(mean(sounding.filter((power) => power >= gate)));
  const noise = decibels(mean(sounding.slice(0, Math.max(1, Math.floor(sounding.length * quietest)))));
  return { level, noise };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of a power, the square of a level. */
function decibels(power: number): number {
  return power === 0 ? silence : Math.max(silence, 10 * Math.log10(power));
}
