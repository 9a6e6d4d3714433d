import fs from 'node:fs';
import Sqlite from 'better-sqlite3';
import { LecternError } from '../contract/problem.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { migrate, newestVersion, versionOf } from './migrations.ts';
import { makePrivateFile } from './private-file.ts';

/** "Lctn": marks the file as Lectern's in SQLite's header. */
const applicationId = 0x4c63746e;
/** A database up to this size in bytes is checked at every opening; a larger one only after an unclean end. */
const alwaysCheckedBytes = 64 * 1024 * 1024;

/** How a database is opened. */
export interface DatabaseOptions {
  /** Whether it may be damaged: whoever had it open before did not end cleanly. */
  suspect: boolean;
  /** Called before the schema is brought up to date, with the version that it has; what it throws keeps it from that. */
  beforeMigration?: (db: WriteDb, version: number) => void;
}

/**
 * Opens the database of a library, creating or migrating it. Throws `library-damaged` when SQLite finds it corrupt or
 * it is no database, `library-newer` when a later Lectern wrote it; in both cases nothing is changed.
 */
export function openDatabase(file: string, options: DatabaseOptions): WriteDb {
  const bytes = bytesOf(file);
  let db: WriteDb | undefined;
  try {
    makePrivateFile(file);
    db = new Sqlite(file);
    if (bytes > 0) {
      refuseForeign(db, file);
      if (options.suspect || bytes <= alwaysCheckedBytes) refuseDamaged(db, file);
    }
    db.pragma('journal_mode = WAL');
    // FULL: what was recorded, above all paid work, survives a power cut.
    db.pragma('synchronous = FULL');
    // Only where it is not: a database that nobody changed is not to look changed.
    if (idOf(db) !== applicationId) db.pragma(`application_id = ${applicationId}`);
    const version = versionOf(db);
    if (version > 0 && version < newestVersion) options.beforeMigration?.(db, version);
    migrate(db);
    return db;
  } catch (thrown) {
    db?.close();
    throw databaseProblem(thrown, file);
  }
}

/**
 * Opens the database of a library that another process may hold, only to read; null while it has not the tables of
 * this Lectern, which only opening it to write makes. Throws as `openDatabase` does.
 */
export function openDatabaseToRead(file: string): ReadDb | null {
  let db: ReadDb | undefined;
  try {
    db = new Sqlite(file, { readonly: true });
    refuseForeign(db, file);
    if (versionOf(db) === newestVersion) return db;
    db.close();
    return null;
  } catch (thrown) {
    db?.close();
    throw databaseProblem(thrown, file);
  }
}

/** What stands where a library's database should be; `there` is whatever has to be opened to learn more. */
export type DatabaseState = 'missing' | 'empty' | 'none' | 'there';

/**
 * Whether there is a database to open: `empty` has no tables, `none` is a file of another kind. What only SQLite can
 * tell of a damaged or foreign one is for {@link openDatabase}.
 */
export function databaseState(file: string): DatabaseState {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return 'missing';
  if (!found.isFile()) return 'there';
  // SQLite would throw away the write-ahead log beside a file without a byte: it is not opened.
  if (found.size === 0) return 'empty';
  let db: ReadDb | undefined;
  try {
    db = new Sqlite(file);
    const tables = db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
    return tables === 0 ? 'empty' : 'there';
  } catch (thrown) {
    return thrown instanceof Sqlite.SqliteError && thrown.code === 'SQLITE_NOTADB' ? 'none' : 'there';
  } finally {
    db?.close();
  }
}

/**
 * Copies a database as it stands, whoever writes to it meanwhile, into a new file, which is checked then. Throws
 * `library-damaged` when the database, or the copy, is damaged, and what else keeps it from being copied.
 */
export function copyDatabase(file: string, copy: string): void {
  let db: ReadDb | undefined;
  try {
    // Read-only, it would leave its logs behind.
    db = new Sqlite(file, { fileMustExist: true });
    db.prepare('VACUUM INTO ?').run(copy);
  } catch (thrown) {
    throw databaseProblem(thrown, file);
  } finally {
    db?.close();
  }
  checkDatabase(copy);
}

/**
 * Checks that a file is a whole database of this Lectern or one before; the answer is the version of its schema.
 * Throws `library-damaged` or `library-newer`.
 */
export function checkDatabase(file: string): number {
  let db: ReadDb | undefined;
  try {
    db = new Sqlite(file, { readonly: true, fileMustExist: true });
    refuseForeign(db, file);
    refuseDamaged(db, file);
    const version = versionOf(db);
    if (version === 0) throw damaged(file, 'it has no tables');
    return version;
  } catch (thrown) {
    throw databaseProblem(thrown, file);
  } finally {
    db?.close();
  }
}

/** Closes it, which folds the write-ahead log into the file where there is room for it. */
export function closeDatabase(db: WriteDb): void {
  try {
    db.pragma('optimize');
  } catch {
    // Only advice for the planner: a full disk must not hide what the person was told of it.
  }
  db.close();
}

/** What SQLite found wrong, in words; anything else is returned as it is. */
export function databaseProblem(thrown: unknown, file: string): unknown {
  if (!(thrown instanceof Sqlite.SqliteError)) return thrown;
  if (/^SQLITE_(CORRUPT|NOTADB)/u.test(thrown.code)) return damaged(file, thrown.message);
  if (thrown.code.startsWith('SQLITE_FULL')) {
    return new LecternError(
      'disk-full',
      `There is no space left on the disk that holds the library (${file}).`,
      'Free some space and start again; what is finished is kept.',
      { cause: thrown },
    );
  }
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/u.test(thrown.code)) {
    return new LecternError(
      'library-unwritable',
      `Lectern may not write to the library's database (${file}).`,
      'Give yourself write permission there, or choose another library folder.',
      { cause: thrown },
    );
  }
  return thrown;
}

function bytesOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function idOf(db: ReadDb): unknown {
  return db.pragma('application_id', { simple: true });
}

function refuseForeign(db: ReadDb, file: string): void {
  const id = idOf(db);
  const version = versionOf(db);
  if (id !== applicationId && !(id === 0 && version === 0)) {
    throw damaged(file, 'it belongs to another program');
  }
  if (version > newestVersion) {
    throw new LecternError(
      'library-newer',
      `The library ${file} was written by a newer Lectern (its version is ${version}; this Lectern knows ${newestVersion}).`,
      'Update Lectern, or choose another library folder. Nothing was changed.',
    );
  }
}

function refuseDamaged(db: ReadDb, file: string): void {
  const finding = db.pragma('quick_check(1)', { simple: true });
  if (finding !== 'ok') throw damaged(file, String(finding));
}

function damaged(file: string, finding: string): LecternError {
  const detail = finding.split('\n').at(-1) ?? finding;
  return new LecternError(
    'library-damaged',
    `The library's database is damaged (${file}): ${detail}.`,
    'Nothing was changed, and the audio beside it is untouched. Put back a backup of it, have it rebuilt from the audio (“npm run library -- --help”), or choose another library folder.',
  );
}
