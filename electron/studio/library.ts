import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileProblem } from '../audio/file-problem.ts';
import { LecternError } from '../contract/problem.ts';
import type { WriteDb } from '../db/connection.ts';
import { closeDatabase, databaseProblem, openDatabase } from '../db/database.ts';
import { holdLibrary, type LibraryLock } from '../db/library-lock.ts';

/** An open library: the folder with the database and the audio of all projects. */
export interface Library {
  readonly folder: string;
  readonly db: WriteDb;
  /** The whole path of a file that the database knows by its path within the library. */
  file(relative: string): string;
  close(): void;
}

/** Name of the database within a library. */
export const databaseName = 'lectern.sqlite';

/**
 * The folder that all hosts use when none is chosen: `LECTERN_HOME`, else the platform's place for a program's data
 * (XDG base directory specification on Linux).
 */
export function defaultLibraryFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['LECTERN_HOME'];
  if (chosen !== undefined && chosen !== '') return path.resolve(chosen);
  const home = os.homedir();
  switch (process.platform) {
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Lectern');
    case 'win32':
      return path.join(environment['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'Lectern');
    default:
      return path.join(environment['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'lectern');
  }
}

/**
 * Opens a library, creating the folder if need be, and holds it until it is closed. Throws `library-held`,
 * `library-damaged`, `library-newer`, `library-unwritable` or `disk-full`, having changed nothing.
 */
export function openLibrary(folder: string, program: string): Library {
  const databaseFile = path.join(folder, databaseName);
  let lock: LibraryLock | undefined;
  try {
    fs.mkdirSync(folder, { recursive: true });
    lock = holdLibrary(folder, program);
    const db = openDatabase(databaseFile, { suspect: lock.unclean });
    return open(folder, db, lock);
  } catch (thrown) {
    lock?.release();
    throw libraryProblem(thrown, folder);
  }
}

function open(folder: string, db: WriteDb, lock: LibraryLock): Library {
  return {
    folder,
    db,
    file: (relative) => path.join(folder, ...relative.split('/')),
    close() {
      closeDatabase(db);
      lock.release();
    },
  };
}

/** What went wrong with a library, in words; anything unforeseen is returned as it is. */
export function libraryProblem(thrown: unknown, folder: string): unknown {
  const known = databaseProblem(fileProblem(thrown, folder), path.join(folder, databaseName));
  if (known instanceof LecternError || !(known instanceof Error) || !('code' in known)) return known;
  if (known.code === 'EEXIST' || known.code === 'ENOTDIR') {
    return new LecternError(
      'library-unwritable',
      `The library folder ${folder} cannot be made: a file of that name is in the way.`,
      'Choose another library folder.',
      { cause: thrown },
    );
  }
  return known;
}
