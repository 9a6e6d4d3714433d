import { ensureHeld, type HeldPlace } from './held-place.ts';
import { readTake } from './inspect-take.ts';
import type { MadeTake } from './make-take.ts';
import { measure, toInt16 } from './measure.ts';
import { resample } from './resample.ts';
import { writeTake, type IdentityFacts } from './write-take.ts';

/** A take that is to be heard at another rate, too. */
export interface RateCopy {
  from: string;
  to: string;
  /** How many samples it has. */
  samples: number;
  /** Hex SHA-256 of its samples; null for one of a Lectern that did not hash them. */
  sha256: string | null;
  /** Hz, of the copy. */
  sampleRate: number;
  identity: IdentityFacts;
  /** The library that it is written into, which must still be the one that was opened. */
  place: HeldPlace;
}

/**
 * Writes a take's copy at another rate, with its peaks; null, with nothing written, when the take is not there, not
 * what it was, or too short to be heard at that rate. Throws as `writeTake` does, and `library-moved`.
 */
export async function copyAtRate(copy: RateCopy): Promise<MadeTake | null> {
  const { from, to, samples, sha256, sampleRate, identity, place } = copy;
  const read = readTake(from);
  if (read?.samples.length !== samples || (sha256 !== null && read.sha256 !== sha256)) return null;
  const levels = Float32Array.from(read.samples, (sample) => sample / 0x8000);
  const sound = await resample({ sampleRate: read.sampleRate, samples: levels }, sampleRate);
  const copied = toInt16(sound.samples);
  if (copied.length === 0) return null;
  ensureHeld(place);
  return { ...measure(copied), sha256: writeTake(to, copied, sampleRate, identity) };
}
