import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { privateFolderMode } from '../base/durable-file.ts';
import { ensureHeld, holdPlace, isHeld, type HeldPlace } from '../audio/held-place.ts';
import { LecternError } from '../contract/problem.ts';
import { closeApart } from '../db/close-apart.ts';
import type { WriteDb } from '../db/connection.ts';
import { closeDatabase, openDatabase } from '../db/database.ts';
import { holdLibrary, type LibraryLock } from '../db/library-lock.ts';
import { newestVersion } from '../db/migrations.ts';
import { highestNumber, newestPredictionTime, raiseNumber } from '../db/queries/sequences.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { highestNumbers } from './audio-files.ts';
import { backUp } from './backups.ts';
import { databaseFile } from './layout.ts';
import { libraryProblem } from './library-problem.ts';
import { refuseLost, withAdvice } from './lost-database.ts';
import { pathBelow } from './path-below.ts';
import { tightenLibrary } from './privacy.ts';
import { finishReplacement } from './replacement.ts';
import { earliestLoss, isAudioToSearch, rememberSearch } from './search.ts';

export { databaseName } from './layout.ts';
export { libraryProblem } from './library-problem.ts';

/** An open library: the folder with the database and the audio of all projects. */
export interface Library {
  readonly folder: string;
  readonly db: WriteDb;
  /** What the person should hear of its opening, each in a sentence. */
  readonly notices: string[];
  /** Whether its database was made by this opening. */
  readonly isNew: boolean;
  /**
   * The whole path of a file that the database knows by its path within the library. Throws `library-damaged` for one
   * that leads out of the library, by its words or by links.
   */
  file(relative: string): string;
  /** The folder and the database as they were opened, for threads that write there. */
  readonly place: HeldPlace;
  /** Throws `library-moved` when the folder, or the database in it, is not the one any more that was opened. */
  ensureHeld(): void;
  close(): void;
}

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
 * `library-damaged`, `library-lost`, `library-newer`, `library-unwritable` or `disk-full`, having changed nothing.
 */
export function openLibrary(folder: string, program: string): Library {
  let lock: LibraryLock | undefined;
  let db: WriteDb | undefined;
  try {
    const isFolderNew = makeLibraryFolder(folder);
    lock = holdLibrary(folder, program);
    finishReplacement(folder);
    refuseLost(folder);
    const isNew = !fs.existsSync(databaseFile(folder));
    db = openDatabase(databaseFile(folder), {
      suspect: lock.unclean,
      beforeMigration: () => backUp(folder, `before-${newestVersion}`),
    });
    if (isNew) writeSetting(db, folderKey, isFolderNew);
    const notices = [...takeNumbersFromDisk(folder, db), ...tighten(folder, db)];
    return open({ folder, db, lock, notices, isNew });
  } catch (thrown) {
    db?.close();
    lock?.release();
    throw adviced(libraryProblem(thrown, folder), folder);
  }
}

/** The setting that tells whether Lectern made the library's folder; unknown in libraries of older versions. */
const folderKey = 'folderIsOurs';

function adviced(thrown: unknown, folder: string): unknown {
  return thrown instanceof LecternError ? LecternError.from(withAdvice(thrown.problem, folder)) : thrown;
}

/**
 * Lets no number be given again that names a file on disk. Files with numbers that were never given, as far as the
 * database knows, were made after it: it is an older one that was put back, or it has lost its log.
 */
function takeNumbersFromDisk(folder: string, db: WriteDb): string[] {
  const onDisk = highestNumbers(folder);
  const tables = ['projects', 'predictions'] as const;
  if (tables.every((table) => onDisk[table] <= highestNumber(db, table))) return [];
  const isKnown = isAudioToSearch(db);
  db.transaction(() => {
    const newest = newestPredictionTime(db);
    rememberSearch(db, newest === null ? earliestLoss() : new Date(newest));
    for (const table of tables) raiseNumber(db, table, onDisk[table]);
  }).immediate();
  return isKnown
    ? []
    : ['The library’s database is older than the audio beside it, which is looked through.'];
}

function tighten(folder: string, db: WriteDb): string[] {
  if (!tightenLibrary(folder, readSetting(db, folderKey) !== false)) return [];
  return [`The library ${folder} could be read by other users of this computer; now only you can.`];
}

/** What keeps a folder from being made, by the system's code. */
const obstacles: Readonly<Record<string, string>> = {
  EEXIST: 'a file of that name is in the way',
  ENOTDIR: 'a file of that name is in the way',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'nothing can be made in that place',
};

/** Makes the folder where there is none; the answer is whether there was none. */
function makeLibraryFolder(folder: string): boolean {
  try {
    return makeFolder(folder);
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
function makeFolder(folder: string, mode = privateFolderMode): boolean {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return false;
  try {
    fs.mkdirSync(folder, { mode });
  } catch (thrown) {
    const above = path.dirname(folder);
    if (codeOf(thrown) !== 'ENOENT' || fs.existsSync(above)) throw thrown;
    // Those above are no library: they get the mode that the person wants of new folders.
    makeFolder(above, 0o777);
    fs.mkdirSync(folder, { mode });
  }
  return true;
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

function open({
  folder,
  db,
  lock,
  notices,
  isNew,
}: Pick<Library, 'folder' | 'db' | 'notices' | 'isNew'> & { lock: LibraryLock }): Library {
  const place = holdPlace(folder, databaseFile(folder));
  return {
    folder,
    db,
    notices,
    isNew,
    place,
    file: (relative) => pathBelow(folder, relative),
    ensureHeld: () => {
      ensureHeld(place);
    },
    close() {
      if (isHeld(place)) {
        closeDatabase(db);
        lock.release();
      } else {
        closeApart(databaseFile(folder), () => {
          db.close();
        });
        lock.abandon();
      }
    },
  };
}
