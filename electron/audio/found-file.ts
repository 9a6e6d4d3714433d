import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { readOriginalIdentity } from './identity-chunk.ts';
import { readTake } from './inspect-take.ts';
import { measure, type Measures } from './measure.ts';
import type { TakeIdentity } from './take-identity.ts';

/** A take that is what it says. */
export interface FoundTakeFile {
  identity: TakeIdentity;
  /** Hz. */
  sampleRate: number;
  measures: Measures;
}

/** A take by what it says of itself, believed for its samples' hash alone; null for one that says nothing, or lies. */
export function proveTake(file: string): FoundTakeFile | null {
  const read = readTake(file);
  if (read === null) return null;
  const { identity, sampleRate, samples, sha256 } = read;
  return identity?.sha256 === sha256 ? { identity, sampleRate, measures: measure(samples) } : null;
}

/** Audio as it was received by what stands beside it, believed for its hash alone; null for any other. */
export async function proveOriginal(file: string): Promise<TakeIdentity | null> {
  const identity = readOriginalIdentity(file);
  if (identity === null) return null;
  const digest = createHash('sha256');
  try {
    await pipeline(fs.createReadStream(file), digest);
  } catch {
    return null;
  }
  return digest.digest('hex') === identity.sha256 ? identity : null;
}
