import fs from 'node:fs';
import { copyTake } from '../audio/copy-take.ts';
import { originalIdentityFile } from '../audio/identity-chunk.ts';
import { peaksFile } from '../audio/take-file.ts';
import type { TakeIdentity } from '../audio/take-identity.ts';
import { writeOriginalIdentity } from '../audio/write-take.ts';
import type { PredictionId } from '../contract/ids.ts';
import type { Library } from './open-library.ts';
import type { AudioFile } from './audio-files.ts';

/** A file, what it says of itself, and how many samples it has, where it is a take. */
export interface FoundFile {
  file: AudioFile;
  identity: TakeIdentity;
  samples: number | null;
}

/**
 * Calls a file by the number that its prediction has here, and has it say so, where either is another one. Where that
 * name is taken, it keeps its own. The answer is the file as it is called then.
 */
export function moveToNumber(
  library: Library,
  { file, identity, samples }: FoundFile,
  number: PredictionId,
): AudioFile {
  const moved = { ...file, number, file: file.file.replace(/[^/]+(\.\w+)$/u, `${number}$1`) };
  const [from, to] = [library.file(file.file), library.file(moved.file)];
  if (from === to && identity.prediction === number) return moved;
  if (from === to || fs.existsSync(to)) return file;
  const facts = { ...identity, prediction: number };
  const { sha256, sampleRate } = identity;
  if (samples === null || sampleRate === null) {
    writeOriginalIdentity(to, sha256, facts);
    fs.renameSync(from, to);
    fs.rmSync(originalIdentityFile(from), { force: true });
  } else {
    if (copyTake({ from, to, samples, sampleRate, sha256, identity: facts }) === null) return file;
    for (const old of [from, peaksFile(from)]) fs.rmSync(old, { force: true });
  }
  return moved;
}

/** The audio that a take was made of, as it was received, where it is there; null where it is not. */
export function originalBeside(library: Library, { home, number }: AudioFile): string | null {
  const original = `originals/${home ?? 'tries'}/${number}.audio`;
  return fs.existsSync(library.file(original)) ? original : null;
}
