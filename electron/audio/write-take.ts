import { hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { privateFileMode, privateFolderMode, writeDurably } from '../base/durable-file.ts';
import { fileProblem } from '../base/file-problem.ts';
import {
  encodeIdentity,
  frameTake,
  originalIdentityFile,
  readOriginalIdentity,
  readTakeIdentity,
} from './identity-chunk.ts';
import { buildPeaks, encodePeaks } from './peaks.ts';
import { isTaken, setAside } from './set-aside.ts';
import { peaksFile } from './take-file.ts';
import type { TakeIdentity } from './take-identity.ts';

/** What is known of a take before its bytes are. */
export type IdentityFacts = Omit<TakeIdentity, 'lectern' | 'sha256' | 'sampleRate'>;

/**
 * Writes a take durably, saying what it is, with its peaks beside it; the answer is the SHA-256 of its samples. What
 * another prediction has under that name is moved aside. Throws `disk-full` or `library-unwritable`.
 */
export function writeTake(
  file: string,
  samples: Int16Array<ArrayBuffer>,
  sampleRate: number,
  facts: IdentityFacts,
): string {
  const peaks = peaksFile(file);
  const bytes = littleEndian(samples);
  const sha256 = hash('sha256', bytes);
  const { header, tail } = frameTake(samples.length, sampleRate, {
    lectern: 1,
    sha256,
    ...facts,
    sampleRate,
  });
  writing(file, () => {
    if (isTaken(file) && !isOf(readTakeIdentity(file), facts)) setAside(file, ['.peaks']);
    try {
      // Peaks first: a take that exists then always has them; without the take they are only an orphan.
      fs.writeFileSync(peaks, encodePeaks(buildPeaks(samples)), { mode: privateFileMode });
      writeDurably(file, [header, bytes, tail]);
    } catch (thrown) {
      fs.rmSync(peaks, { force: true });
      throw thrown;
    }
  });
  return sha256;
}

/**
 * Keeps audio as it was received, with its identity beside it and on the disk before it: audio that is there always
 * says what it is. What another prediction has under that name is moved aside. Throws as {@link writeTake} does.
 */
export function writeOriginal(file: string, audio: Uint8Array, facts: IdentityFacts): void {
  const sha256 = hash('sha256', audio);
  writing(file, () => {
    const there = isTaken(file) ? hash('sha256', fs.readFileSync(file)) : null;
    const said = readOriginalIdentity(file);
    // Paid audio is only ever overwritten by itself, or where it is not what it says any more.
    const isDamaged = isOf(said, facts) && said?.sha256 !== there;
    if (there !== null && there !== sha256 && !isDamaged) setAside(file, ['.json']);
    writeOriginalIdentity(file, sha256, facts);
    if (there !== sha256) writeDurably(file, [audio]);
  });
}

/** Writes what an original is, by the SHA-256 of its bytes, durably into the file beside it. */
export function writeOriginalIdentity(original: string, sha256: string, facts: IdentityFacts): void {
  const identity = { ...facts, lectern: 1, sha256, sampleRate: null } as const;
  writeDurably(originalIdentityFile(original), [encodeIdentity(identity)]);
}

/** Whether audio says that it is of this prediction, asked for this very text and voice. */
export function isOf(
  identity: TakeIdentity | null,
  { prediction, speechKey }: Pick<IdentityFacts, 'prediction' | 'speechKey'>,
): boolean {
  return identity?.prediction === prediction && identity.speechKey === speechKey;
}

function writing(file: string, write: () => void): void {
  const folder = path.dirname(file);
  try {
    fs.mkdirSync(folder, { recursive: true, mode: privateFolderMode });
    write();
  } catch (thrown) {
    throw fileProblem(thrown, folder);
  }
}

/** The bytes of the samples as a WAV wants them: every platform that Electron runs on is little endian. */
function littleEndian(samples: Int16Array<ArrayBuffer>): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}
