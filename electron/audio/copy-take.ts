import { readTake } from './inspect-take.ts';
import { writeTake, type IdentityFacts } from './write-take.ts';

/** A take to be copied for another prediction or project. */
export interface TakeCopy {
  from: string;
  to: string;
  /** How many samples it has. */
  samples: number;
  /** Hz. */
  sampleRate: number;
  /** Hex SHA-256 of its samples; null for one of a Lectern that did not hash them. */
  sha256: string | null;
  /** What the copy says of itself. */
  identity: IdentityFacts;
}

/**
 * Copies a take's samples into one that says that it is another's, with its peaks. The answer is the SHA-256 of its
 * samples; null, with nothing written, when they are not what they were. Throws as `writeTake` does.
 */
export function copyTake({ from, to, samples, sampleRate, sha256, identity }: TakeCopy): string | null {
  const read = readTake(from);
  if (read?.sampleRate !== sampleRate || read.samples.length !== samples) return null;
  if (sha256 !== null && read.sha256 !== sha256) return null;
  return writeTake(to, read.samples, sampleRate, identity);
}
