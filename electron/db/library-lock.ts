import fs from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { LecternError } from '../contract/problem.ts';
import { databaseProblem } from './database.ts';

const holderSchema = z.object({ program: z.string(), pid: z.int(), since: z.string() });

/** A library held by this process. */
export interface LibraryLock {
  /** Whether the process that held it before ended without releasing it. */
  readonly unclean: boolean;
  release(): void;
}

/**
 * Holds a library folder for this process, by an exclusive transaction on a small SQLite file: the system frees it
 * when the process ends, however it ends. Throws `library-held`, naming the holder, when another process has it.
 */
export function holdLibrary(folder: string, program: string): LibraryLock {
  const holderFile = path.join(folder, 'holder.json');
  const lockFile = path.join(folder, 'lock.sqlite');
  const lock = new Sqlite(lockFile, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    const unclean = fs.existsSync(holderFile);
    const holder = { program, pid: process.pid, since: new Date().toISOString() };
    fs.writeFileSync(holderFile, JSON.stringify(holder));
    return {
      unclean,
      release() {
        fs.rmSync(holderFile, { force: true });
        lock.close();
      },
    };
  } catch (thrown) {
    lock.close();
    const busy = thrown instanceof Sqlite.SqliteError && thrown.code.startsWith('SQLITE_BUSY');
    throw busy ? held(folder, holderFile) : databaseProblem(thrown, lockFile);
  }
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
