import fs from 'node:fs';
import { LecternError } from '../../contract/problem.ts';

/** The folder and the database that a library was opened with, by what the file system knows them by. */
export class HeldPlace {
  readonly #folder: string;
  readonly #held: readonly (readonly [path: string, identity: string])[];

  /** Takes them as they are now. Throws the file system's own error when one is not there. */
  constructor(folder: string, database: string) {
    this.#folder = folder;
    this.#held = [folder, database].map((path) => [path, identify(path)] as const);
  }

  /** Whether both are still where they were. */
  isThere(): boolean {
    try {
      return this.#held.every(([path, identity]) => identify(path) === identity);
    } catch {
      return false;
    }
  }

  /** Throws `library-moved` when one of them is not. */
  ensure(): void {
    if (this.isThere()) return;
    throw new LecternError(
      'library-moved',
      `The library’s folder is no longer what it was when it was opened: ${this.#folder} was renamed, replaced or unmounted.`,
      'Nothing more is asked for or written. Put the folder back in its place and start Lectern again: it goes on where it stopped.',
    );
  }
}

function identify(path: string): string {
  const { dev, ino } = fs.statSync(path, { bigint: true });
  return `${dev} ${ino}`;
}
