import { stat } from 'node:fs/promises';
import { LecternError } from '../../contract/problem.ts';
import type { TakeId } from '../../contract/ids.ts';
import type { StitchedFile } from '../../contract/stitched.ts';
import { sampleBytes, takeHeaderBytes } from '../take-file.ts';
import { StitchedIndex } from './stitched-index.ts';
import { takeUnusable, type TakeSource } from './take-source.ts';

/** How many files are looked at together, so that a long book neither crawls nor floods the thread pool. */
const statBatch = 32;

/** A stitched file that was checked against itself and against the takes on disk: ready to be read and written. */
export interface Stitched {
  readonly file: StitchedFile;
  readonly index: StitchedIndex;
  readonly source: TakeSource;
}

/**
 * Registers a stitched file with the host. Throws `invalid-call` when its lengths or marks contradict its parts, and
 * `export-mismatch` when a take's file is missing or shorter than the range that is wanted of it.
 */
export async function openStitched(file: StitchedFile, source: TakeSource): Promise<Stitched> {
  const index = new StitchedIndex(file);
  checkSums(file, index);
  await checkTakes(file, source);
  return { file, index, source };
}

function checkSums(file: StitchedFile, index: StitchedIndex): void {
  if (index.bytes !== file.bytes) {
    throw contradiction(`it declares ${file.bytes} bytes and its parts have ${index.bytes}`);
  }
  if (index.samples !== file.samples) {
    throw contradiction(`it declares ${file.samples} samples and its parts have ${index.samples}`);
  }
  const stray = file.marks.find((mark) => mark.position >= file.samples);
  if (stray !== undefined) throw contradiction(`the chapter “${stray.title}” starts after its end`);
}

async function checkTakes(file: StitchedFile, source: TakeSource): Promise<void> {
  const needed = new Map<TakeId, number>();
  for (const part of file.parts) {
    if (part.kind !== 'take') continue;
    needed.set(part.take, Math.max(part.from + part.samples, needed.get(part.take) ?? 0));
  }
  const entries = [...needed];
  for (let at = 0; at < entries.length; at += statBatch) {
    await Promise.all(
      entries.slice(at, at + statBatch).map(([take, samples]) => checkTake(take, samples, source)),
    );
  }
}

async function checkTake(take: TakeId, samples: number, source: TakeSource): Promise<void> {
  const path = source.path(take);
  const found = await stat(path).catch((error: unknown) => {
    throw takeUnusable(path, 'cannot be opened', error);
  });
  if (!found.isFile()) throw takeUnusable(path, 'is not a file');
  // What stands behind its samples is no sound: where it is known how many there are, that counts.
  const known = source.proof(take)?.samples ?? samples;
  if (known < samples) throw takeUnusable(path, `has ${known} samples where at least ${samples} are needed`);
  const bytes = takeHeaderBytes + samples * sampleBytes;
  if (found.size < bytes) {
    throw takeUnusable(path, `has ${found.size} bytes where at least ${bytes} are needed`);
  }
}

function contradiction(what: string): LecternError {
  return new LecternError(
    'invalid-call',
    `The list of the stitched file contradicts itself: ${what}.`,
    'Try again. If it happens again, report it with this message.',
  );
}
