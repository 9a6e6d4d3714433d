import fs from 'node:fs';
import Sqlite from 'better-sqlite3';
import { LecternError } from '../contract/problem.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { migrate, newestVersion, versionOf } from './migrations.ts';

/** "Lctn": marks the file as Lectern's in SQLite's header. */
const applicationId = 0x4c63746e;
/** A database up to this size in bytes is checked at every opening; a larger one only after an unclean end. */
const alwaysCheckedBytes = 64 * 1024 * 1024;

/**
 * Opens the database of a library, creating or migrating it. Throws `library-damaged` when SQLite finds it corrupt or
 * it is no database, `library-newer` when a later Lectern wrote it; in both cases nothing is changed.
 */
export function openDatabase(file: string, options: { suspect: boolean }): WriteDb {
  const bytes = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  let db: WriteDb | undefined;
  try {
    db = new Sqlite(file);
    if (bytes > 0) {
      refuseForeign(db, file);
      if (options.suspect || bytes <= alwaysCheckedBytes) refuseDamaged(db, file);
    }
    db.pragma('journal_mode = WAL');
    // FULL: what was recorded, above all paid work, survives a power cut.
    db.pragma('synchronous = FULL');
    db.pragma(`application_id = ${applicationId}`);
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

function refuseForeign(db: ReadDb, file: string): void {
  const id = db.pragma('application_id', { simple: true });
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
    'Nothing was changed. Put back a copy of that file from your backup, or choose another library folder; the audio beside it is untouched.',
  );
}
