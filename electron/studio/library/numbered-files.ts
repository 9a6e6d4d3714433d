import fs from 'node:fs';
import { originalIdentityFile } from '../../audio/identity-chunk.ts';
import { peaksFile } from '../../audio/make-take.ts';
import type { PredictionId } from '../../contract/ids.ts';
import type { Library } from '../library.ts';
import type { AudioFile } from './audio-files.ts';

/**
 * Calls a file, with what stands beside it, by the number of its prediction, where another prediction has the one in
 * its name. Where that name is taken, it keeps its own.
 */
export function moveToNumber(library: Library, file: AudioFile, number: PredictionId): AudioFile {
  if (file.number === number) return file;
  const moved = { ...file, number, file: file.file.replace(/\d+(\.\w+)$/u, `${number}$1`) };
  const [from, to] = [library.file(file.file), library.file(moved.file)];
  if (fs.existsSync(to)) return file;
  const beside = file.kind === 'take' ? peaksFile : originalIdentityFile;
  // What tells what it is goes first: the other one can be made again, or is found once more.
  if (fs.existsSync(beside(from))) fs.renameSync(beside(from), beside(to));
  fs.renameSync(from, to);
  return moved;
}

/** The audio that a take was made of, as it was received, where it is there; null where it is not. */
export function originalBeside(library: Library, { home, number }: AudioFile): string | null {
  const original = `originals/${home ?? 'tries'}/${number}.audio`;
  return fs.existsSync(library.file(original)) ? original : null;
}
