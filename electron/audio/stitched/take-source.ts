import { LecternError } from '../../contract/problem.ts';
import type { TakeId } from '../../contract/ids.ts';
import type { StitchedFile } from '../../contract/stitched.ts';

/** Where the audio of takes is kept. */
export interface TakeSource {
  /** The take's file: WAV with the canonical header of `take-file.ts`. Throws `not-found` for an unknown take. */
  path(take: TakeId): string;
}

/** The paths of all takes that a stitched file uses: a {@link TakeSource} as plain data, for another thread. */
export function takePaths(file: StitchedFile, source: TakeSource): Map<TakeId, string> {
  const paths = new Map<TakeId, string>();
  for (const part of file.parts) {
    if (part.kind === 'take' && !paths.has(part.take)) paths.set(part.take, source.path(part.take));
  }
  return paths;
}

/** A {@link TakeSource} from what {@link takePaths} gathered. */
export function takeSourceFrom(paths: ReadonlyMap<TakeId, string>): TakeSource {
  return {
    path(take) {
      const path = paths.get(take);
      if (path === undefined) {
        throw new LecternError(
          'not-found',
          `Take ${take} is not known.`,
          'Narrate its chunk again, then try again.',
        );
      }
      return path;
    },
  };
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
