import { createHash, hash } from 'node:crypto';
import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { readOriginalIdentity, readTakeContent } from './identity-chunk.ts';
import { measure, type Measures } from './measure.ts';
import { sampleBytes, takeHeaderBytes } from './take-file.ts';
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
  const content = readTakeContent(file);
  if (content?.identity == null) return null;
  const { identity, sampleRate, samples } = content;
  const bytes = readSamples(file, samples * sampleBytes);
  if (bytes === null || hash('sha256', bytes) !== identity.sha256) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const measures = measure(
    Int16Array.from({ length: samples }, (_, index) => view.getInt16(index * sampleBytes, true)),
  );
  return { identity, sampleRate, measures };
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

function readSamples(file: string, length: number): Buffer | null {
  try {
    const handle = fs.openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(length);
      return fs.readSync(handle, bytes, 0, length, takeHeaderBytes) === length ? bytes : null;
    } finally {
      fs.closeSync(handle);
    }
  } catch {
    return null;
  }
}
