import fs from 'node:fs';
import { LecternError } from '../contract/problem.ts';

/**
 * The folder that a library was opened in, and its database, by what the file system knows them by: plain data, for
 * other threads.
 */
export interface HeldPlace {
  folder: string;
  held: readonly { path: string; identity: string }[];
}

/** Takes both as they are now. Throws the file system's own error when one is not there. */
export function holdPlace(folder: string, database: string): HeldPlace {
  return { folder, held: [folder, database].map((path) => ({ path, identity: identify(path) })) };
}

/** Whether both are still where they were. */
export function isHeld({ held }: HeldPlace): boolean {
  try {
    return held.every(({ path, identity }) => identify(path) === identity);
  } catch {
    return false;
  }
}

/** Throws `library-moved` when one of them is not: nothing is to be written there, nor asked for. */
export function ensureHeld(place: HeldPlace): void {
  if (isHeld(place)) return;
  throw new LecternError(
    'library-moved',
    `The library’s folder is no longer what it was when it was opened: ${place.folder} was renamed, replaced or unmounted.`,
    'Nothing more is asked for or written. Put the folder back in its place and start Lectern again: it goes on where it stopped.',
  );
}

function identify(path: string): string {
  const { dev, ino } = fs.statSync(path, { bigint: true });
  return `${dev} ${ino}`;
}
