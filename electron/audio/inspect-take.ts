import { hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { writeDurably } from '../base/durable-file.ts';
import { fileProblem } from '../base/file-problem.ts';
import { frameTake, readOriginalIdentity, readTakeContent } from './identity-chunk.ts';
import type { MadeTake } from './make-take.ts';
import { measure } from './measure.ts';
import { isTaken } from './set-aside.ts';
import { takeHeaderBytes } from './take-file.ts';
import type { TakeIdentity } from './take-identity.ts';
import { isOf, writeOriginalIdentity, type IdentityFacts } from './write-take.ts';

/** A take as it was found on the disk. */
export interface FoundTake extends MadeTake {
  /** What it says of itself, its hash included, which is for the caller to compare; null when it says nothing. */
  identity: TakeIdentity | null;
}

/** A whole take's content, read. */
interface ReadTake {
  samples: Int16Array<ArrayBuffer>;
  bytes: Uint8Array;
  /** Hz. */
  sampleRate: number;
  /** Hex SHA-256 of the samples as they are. */
  sha256: string;
  identity: TakeIdentity | null;
}

/** Reads a take into memory; null when it is not there or not whole. */
export function readTake(file: string): ReadTake | null {
  const content = readTakeContent(file);
  if (content === null) return null;
  const samples = new Int16Array(content.samples);
  // Takes are little endian, and so is every platform that Lectern runs on.
  const bytes = new Uint8Array(samples.buffer);
  try {
    const there = fs.readFileSync(file).subarray(takeHeaderBytes);
    if (there.length < bytes.length) return null;
    bytes.set(there.subarray(0, bytes.length));
  } catch {
    return null;
  }
  const { sampleRate, identity } = content;
  return { samples, bytes, sampleRate, sha256: hash('sha256', bytes), identity };
}

/** Measures a take that is on the disk at a rate (Hz), and hashes its samples; null when it is not there or not whole. */
export function inspectTake(file: string, sampleRate: number): FoundTake | null {
  const read = readTake(file);
  if (read?.sampleRate !== sampleRate) return null;
  return { ...measure(read.samples), sha256: read.sha256, identity: read.identity };
}

/** A take of a Lectern that did not write what a take is, and what it is. */
export interface OldTake {
  file: string;
  /** How many samples it has. */
  samples: number;
  /** Hz. */
  sampleRate: number;
  identity: IdentityFacts;
}

/**
 * Has an old take say what it is: its file is replaced, durably, by one that does, its samples being the same. The
 * answer is their SHA-256; null for what is no whole take of that length, or says already that it is another's.
 * Throws `disk-full` or `library-unwritable`; the take is then as it was.
 */
export function identifyTake({ file, samples, sampleRate, identity }: OldTake): string | null {
  const read = readTake(file);
  if (read?.sampleRate !== sampleRate || read.samples.length !== samples) return null;
  const { sha256 } = read;
  if (read.identity !== null) {
    // A process that was killed between the file and its record had done it already.
    return isOf(read.identity, identity) && read.identity.sha256 === sha256 ? sha256 : null;
  }
  const { header, tail } = frameTake(samples, sampleRate, { lectern: 1, sha256, ...identity, sampleRate });
  try {
    writeDurably(file, [header, read.bytes, tail]);
  } catch (thrown) {
    throw fileProblem(thrown, path.dirname(file));
  }
  return sha256;
}

/**
 * Has audio that was kept as it was received say what it is, in a file beside it; what says so already, and what is not
 * there, stays as it is. Throws `disk-full` or `library-unwritable`.
 */
export function identifyOriginal({ file, identity }: { file: string; identity: IdentityFacts }): null {
  if (!isTaken(file) || readOriginalIdentity(file) !== null) return null;
  try {
    writeOriginalIdentity(file, hash('sha256', fs.readFileSync(file)), identity);
  } catch (thrown) {
    throw fileProblem(thrown, path.dirname(file));
  }
  return null;
}
