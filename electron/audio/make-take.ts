import { LecternError } from '../contract/problem.ts';
import { decodeAudio } from './decode.ts';
import { ensureHeld, type HeldPlace } from './held-place.ts';
import { measure, toInt16, type Measures } from './measure.ts';
import { muteClicks, type Repair } from './repair.ts';
import { resample } from './resample.ts';
import { fadeEnds, trimSilence } from './trim.ts';
import type { Sound } from './wav.ts';
import { writeOriginal, writeTake, type IdentityFacts } from './write-take.ts';

/** A take to be made. */
export interface TakeRequest {
  /** A whole WAV or MP3 file, as an engine returned it. */
  audio: Uint8Array;
  /** Path of the take. */
  file: string;
  /** Hz. */
  sampleRate: number;
  /** What it will say of itself. */
  identity: IdentityFacts;
  /** What the engine's audio is known to need; `none` unless said. */
  repair?: Repair;
  /** The library that it is written into, which must still be the one that was opened; not looked at unless said. */
  place?: HeldPlace;
  /** Path where it is kept at the engine's own rate, too, where that is another; not kept unless said. */
  own?: string;
  /** Path where the audio is kept as it came, durably and before the take is; not kept unless said. */
  original?: string;
}

/** A take that was made: its measures, and the SHA-256 of its samples. */
export interface MadeTake extends Measures {
  sha256: string;
}

/** The same, with what was kept at the engine's own rate (Hz), where that is another. */
export interface MadeTakes extends MadeTake {
  own?: MadeTake & { sampleRate: number };
}

/**
 * Turns the audio that an engine returned into a take: decoded, repaired, trimmed, resampled to the project's rate,
 * faded, rounded to 16 bits, written durably with its peaks beside it, measured; before it, where that is asked for, the
 * same at the engine's own rate. Throws `engine-failed` for audio that
 * is broken and `prediction-failed` for audio that is silent, with nothing written; `disk-full` or `library-unwritable`
 * when it cannot be written, `library-moved` when the library is elsewhere by now.
 */
export async function makeTake(request: TakeRequest): Promise<MadeTakes> {
  const { audio, file, sampleRate, identity, repair = 'none', original, place } = request;
  const decoded = await decodeAudio(audio);
  if (repair === 'clicks-at-ends') muteClicks(decoded);
  const spoken = trimSilence(decoded);
  if (spoken.samples.length === 0) {
    // Whole audio that is silent stays so: unlike broken audio, it is not worth fetching again.
    throw new LecternError(
      'prediction-failed',
      'The voice returned silence instead of speech.',
      'Try another seed, or change its text.',
    );
  }
  if (place !== undefined) ensureHeld(place);
  if (original !== undefined) writeOriginal(original, audio, identity);
  const sound = await resample(spoken, sampleRate);
  fadeEnds(sound);
  const samples = toInt16(sound.samples);
  if (place !== undefined) ensureHeld(place);
  const own = sampleRate === spoken.sampleRate ? {} : keepOwn(request, spoken);
  const sha256 = writeTake(file, samples, sampleRate, identity);
  return { ...measure(samples), sha256, ...own };
}

function keepOwn({ own, identity }: TakeRequest, spoken: Sound): Pick<MadeTakes, 'own'> {
  if (own === undefined) return {};
  fadeEnds(spoken);
  const samples = toInt16(spoken.samples);
  const sha256 = writeTake(own, samples, spoken.sampleRate, identity);
  return { own: { ...measure(samples), sha256, sampleRate: spoken.sampleRate } };
}
