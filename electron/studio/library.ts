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
  /** Throws `library-moved` when the folder or its database is no longer the one that was opened. */
  ensureHeld(): void;
  close(): void;
}

/** Name of the database within a library. */
export const databaseName = 'lectern.sqlite';

/**
 * The folder that all hosts use when none is chosen: `LECTERN_HOME`, which may be relative to the person's `folder`,
 * else the platform's place for a program's data. On Linux that is by the XDG base directory specification, which
 * wants a variable that is empty or relative to be ignored.
 */
export function defaultLibraryFolder(
  environment: NodeJS.ProcessEnv = process.env,
  folder = process.cwd(),
): string {
  const chosen = environment['LECTERN_HOME'];
  if (chosen !== undefined && chosen !== '') return path.resolve(folder, chosen);
  const home = os.homedir();
  switch (process.platform) {
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Lectern');
    case 'win32':
      return path.join(environment['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'Lectern');
    default:
      return path.join(xdgDataHome(environment) ?? path.join(home, '.local', 'share'), 'lectern');
  }
}

function xdgDataHome({ XDG_DATA_HOME: folder }: NodeJS.ProcessEnv): string | null {
  return folder !== undefined && path.isAbsolute(folder) ? folder : null;
}

/**
 * Opens a library, creating the folder if need be, and holds it until it is closed. Throws `library-held`,
 * `library-damaged`, `library-newer`, `library-unwritable` or `disk-full`, having changed nothing.
 */
export function openLibrary(folder: string, program: string): Library {
  const databaseFile = path.join(folder, databaseName);
  let lock: LibraryLock | undefined;
  try {
    makeLibraryFolder(folder);
    lock = holdLibrary(folder, program);
    const db = openDatabase(databaseFile, { suspect: lock.unclean });
    return open(folder, db, lock);
  } catch (thrown) {
    lock?.release();
    throw libraryProblem(thrown, folder);
  }
}

/** What keeps a folder from being made, by the system's code. */
const obstacles: Readonly<Record<string, string>> = {
  EEXIST: 'a file of that name is in the way',
  ENOTDIR: 'a file of that name is in the way',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'nothing can be made in that place',
};

function makeLibraryFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (thrown) {
    const why = obstacles[codeOf(thrown)];
    if (why === undefined) throw thrown;
    throw new LecternError(
      'library-unwritable',
      `The library folder ${folder} cannot be made: ${why}.`,
      'Choose another library folder.',
      { cause: thrown },
    );
  }
}

/**
 * Makes a folder and those above it. Node's own way hides why it failed (a disk that can only be read is "not found")
 * and never ends where nothing can be made (`/proc/library`).
 */
function makeFolder(folder: string): void {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  try {
    fs.mkdirSync(folder);
  } catch (thrown) {
    const above = path.dirname(folder);
    if (codeOf(thrown) !== 'ENOENT' || fs.existsSync(above)) throw thrown;
    makeFolder(above);
    fs.mkdirSync(folder);
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

function open(folder: string, db: WriteDb, lock: LibraryLock): Library {
  return {
    folder,
    db,
    ensureHeld: () => undefined,
    file: (relative) => path.join(folder, ...relative.split('/')),
    close() {
      closeDatabase(db);
      lock.release();
    },
  };
}

/** What went wrong with a library, in words; anything unforeseen is returned as it is. */
export function libraryProblem(thrown: unknown, folder: string): unknown {
  return databaseProblem(fileProblem(thrown, folder), path.join(folder, databaseName));
}
