import { createHash, type Hash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TakeId } from '../../contract/ids.ts';
import { LecternError } from '../../contract/problem.ts';
import { sampleBytes, takeHeaderBytes } from '../take-file.ts';
import { throwIfAborted } from '../../base/abort.ts';
import type { Step } from './blocks.ts';
import type { TakePart } from './shape-samples.ts';
import { takeProblem, type TakeOnDisk, type TakeProof, type TakeSource } from './take-source.ts';
import { errorCode } from './target-problem.ts';

/** Bytes hashed at a time where a take is read for nothing else. */
const blockBytes = 256 * 1024;

/** Takes whose samples are not those that were made. */
export class TakesChanged extends LecternError {
  readonly takes: readonly TakeId[];

  constructor(takes: readonly TakeId[]) {
    super(
      'take-changed',
      'The sound of a take is not what was made: its file was changed. Nothing was written.',
      'Narrate its chunk again, then try again.',
    );
    this.takes = takes;
  }
}

/**
 * Holds takes against their proofs while a stitched file is read from its beginning, in order. What is heard whole is
 * hashed as it passes; a take of which only a range is heard is hashed whole when it first comes.
 */
export class TakeCheck {
  readonly #source: TakeSource;
  readonly #proven = new Set<TakeId>();
  #passing: Hash | undefined;

  constructor(source: TakeSource) {
    this.#source = source;
  }

  /** Looks at the bytes of a step as they came from the take. Throws {@link TakesChanged}. */
  look({ part, from, length }: Step, bytes: Uint8Array): void {
    if (part.kind === 'literal' || part.content.kind === 'silence') return;
    const { content } = part;
    const proof = this.#source.proof(content.take);
    if (proof === null) return;
    if (!isHeardWhole(content, proof)) {
      this.#lookWhole(content.take, proof);
      return;
    }
    if (from === 0) this.#passing = createHash('sha256');
    this.#passing?.update(bytes);
    if (from + length < part.length) return;
    if (this.#passing?.digest('hex') !== proof.sha256) throw new TakesChanged([content.take]);
    this.#passing = undefined;
  }

  #lookWhole(take: TakeId, proof: TakeProof): void {
    if (this.#proven.has(take)) return;
    if (isChanged({ path: this.#source.path(take), proof })) throw new TakesChanged([take]);
    this.#proven.add(take);
  }
}

function isHeardWhole({ from, samples }: TakePart, proof: TakeProof): boolean {
  return from === 0 && samples === proof.samples;
}

/**
 * Which of these takes are not what they have to be: changed, cut short, or gone from a folder that is there. Those
 * without a proof are passed over. Rejects with `export-mismatch` for one that cannot be read now, which says nothing
 * of its content, and with `cancelled`. For a worker thread: it blocks between turns.
 */
export async function findChangedTakes(
  takes: ReadonlyMap<TakeId, TakeOnDisk>,
  signal: AbortSignal,
): Promise<TakeId[]> {
  const changed: TakeId[] = [];
  for (const [id, take] of takes) {
    await nextTurn();
    throwIfAborted(signal);
    if (isChanged(take)) changed.push(id);
  }
  return changed;
}

function isChanged({ path: file, proof }: TakeOnDisk): boolean {
  if (proof === null) return false;
  try {
    return hashSamples(file, proof.samples) !== proof.sha256;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && existsSync(path.dirname(file))) return true;
    throw takeProblem(file, error);
  }
}

/** The SHA-256 of a take's first samples; null when it has fewer. */
function hashSamples(file: string, samples: number): string | null {
  const descriptor = openSync(file, 'r');
  try {
    const hash = createHash('sha256');
    const end = takeHeaderBytes + samples * sampleBytes;
    const block = new Uint8Array(Math.min(blockBytes, samples * sampleBytes));
    for (let at = takeHeaderBytes; at < end;) {
      const count = readSync(descriptor, block, 0, Math.min(block.length, end - at), at);
      if (count === 0) return null;
      hash.update(block.subarray(0, count));
      at += count;
    }
    return hash.digest('hex');
  } finally {
    closeSync(descriptor);
  }
}
