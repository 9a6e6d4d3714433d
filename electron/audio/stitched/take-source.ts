import { LecternError } from '../../contract/problem.ts';
import type { TakeId } from '../../contract/ids.ts';
import type { StitchedFile } from '../../contract/stitched.ts';

/** What a take's samples have to be. */
export interface TakeProof {
  samples: number;
  /** Hex SHA-256 of all of them. */
  sha256: string;
}

/** Where the audio of takes is kept, and what it has to be. */
export interface TakeSource {
  /** The take's file: WAV with the canonical header of `take-file.ts`. Throws `not-found` for an unknown take. */
  path(take: TakeId): string;
  /** What it has to be; null where that was never written down. Throws `not-found` for an unknown take. */
  proof(take: TakeId): TakeProof | null;
}

/** A take as {@link TakeSource} knows it, as plain data. */
export interface TakeOnDisk {
  path: string;
  proof: TakeProof | null;
}

/** The takes that a stitched file uses, each once. */
export function takesUsed({ parts }: StitchedFile): Set<TakeId> {
  const takes = new Set<TakeId>();
  for (const part of parts) if (part.kind === 'take') takes.add(part.take);
  return takes;
}

/** All takes that a stitched file uses: a {@link TakeSource} as plain data, for another thread. */
export function takesOnDisk(file: StitchedFile, source: TakeSource): Map<TakeId, TakeOnDisk> {
  const takes = new Map<TakeId, TakeOnDisk>();
  for (const part of file.parts) {
    if (part.kind !== 'take' || takes.has(part.take)) continue;
    takes.set(part.take, { path: source.path(part.take), proof: source.proof(part.take) });
  }
  return takes;
}

/** A {@link TakeSource} from what {@link takesOnDisk} gathered. */
export function takeSourceFrom(takes: ReadonlyMap<TakeId, TakeOnDisk>): TakeSource {
  const find = (take: TakeId): TakeOnDisk => {
    const known = takes.get(take);
    if (known !== undefined) return known;
    throw new LecternError(
      'not-found',
      `Take ${take} is not known.`,
      'Narrate its chunk again, then try again.',
    );
  };
  return { path: (take) => find(take).path, proof: (take) => find(take).proof };
}

/** The problem of a take whose file does not hold what the stitched file wants of it; `what` completes "the audio …". */
export function takeUnusable(path: string, what: string, cause?: unknown): LecternError {
  return new LecternError(
    'export-mismatch',
    `The audio of a take ${what}: ${path}.`,
    'Narrate the chunk that it belongs to again, then try again.',
    { cause },
  );
}

/** What went wrong while a take was opened or read, as a problem that names its file. */
export function takeProblem(path: string, error: unknown): LecternError {
  return error instanceof LecternError ? error : takeUnusable(path, 'cannot be read', error);
}
