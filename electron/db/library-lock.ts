import fs from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { LecternError } from '../contract/problem.ts';
import { closeApart } from './close-apart.ts';
import { databaseProblem } from './database.ts';
import { makePrivateFile, privateFileMode } from './private-file.ts';

const holderSchema = z.object({ program: z.string(), pid: z.int(), since: z.string() });

/** A library held by this process. */
export interface LibraryLock {
  /** Whether the process that held it before ended without releasing it. */
  readonly unclean: boolean;
  release(): void;
  /** Lets go of a library whose folder is no longer in its place: what is there now is somebody else's. */
  abandon(): void;
}

/**
 * Holds a library folder for this process, by an exclusive transaction on a small SQLite file: the system frees it
 * when the process ends, however it ends. Throws `library-held`, naming the holder, when another process has it.
 */
export function holdLibrary(folder: string, program: string): LibraryLock {
  const holderFile = path.join(folder, 'holder.json');
  const lockFile = path.join(folder, 'lock.sqlite');
  let lock: Sqlite.Database | undefined;
  try {
    lock = takeLock(lockFile);
    const unclean = fs.existsSync(holderFile);
    const holder = { program, pid: process.pid, since: new Date().toISOString() };
    fs.writeFileSync(holderFile, JSON.stringify(holder), { mode: privateFileMode });
    const taken = lock;
    return {
      unclean,
      release() {
        fs.rmSync(holderFile, { force: true });
        taken.close();
      },
      abandon() {
        closeApart(lockFile, () => {
          taken.close();
        });
      },
    };
  } catch (thrown) {
    lock?.close();
    const busy = thrown instanceof Sqlite.SqliteError && thrown.code.startsWith('SQLITE_BUSY');
    throw busy ? held(folder, holderFile) : databaseProblem(thrown, lockFile);
  }
}

/**
 * Nothing is kept in the lock's file. A damaged one is emptied: SQLite finds out who holds it before it looks inside,
 * so that nobody does then. It stays the same file, for somebody else may be doing the same.
 */
function takeLock(file: string): Sqlite.Database {
  try {
    return beginExclusive(file);
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown;
  }
  for (const log of ['-journal', '-wal', '-shm']) fs.rmSync(`${file}${log}`, { force: true });
  fs.truncateSync(file);
  return beginExclusive(file);
}

function beginExclusive(file: string): Sqlite.Database {
  makePrivateFile(file);
  const lock = new Sqlite(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (thrown) {
    lock.close();
    throw thrown;
  }
}

function isDamage(thrown: unknown): boolean {
  return thrown instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/u.test(thrown.code);
}

function held(folder: string, holderFile: string): LecternError {
  return new LecternError(
    'library-held',
    `The library ${folder} is in use by ${holderName(holderFile)}.`,
    'Wait until it has finished or close it, or choose another library folder with --library.',
  );
}

function holderName(holderFile: string): string {
  try {
    const text = fs.readFileSync(holderFile, 'utf8');
    const { program, pid, since } = holderSchema.parse(JSON.parse(text));
    return `${program} (process ${pid}, since ${since})`;
  } catch {
    // The holder may be between taking the lock and writing its name.
    return 'another Lectern';
  }
}
