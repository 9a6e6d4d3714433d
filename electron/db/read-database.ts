import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { toProblem } from '../contract/problem.ts';
import type { ReadDb } from './connection.ts';
import { openDatabaseToRead } from './database.ts';

/**
 * Reads something of a database that another process may hold, and that may be on a disk or in a folder that can only
 * be read; null while it has not the tables of this Lectern. Throws as `openDatabase` does.
 */
export function readDatabase<Value>(file: string, read: (db: ReadDb) => Value): Value | null {
  try {
    return readAt(file, read);
  } catch (thrown) {
    if (toProblem(thrown).code !== 'library-unwritable') throw thrown;
  }
  // Even to read it, a write-ahead log wants a file beside the database: a copy elsewhere has room for that.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lectern-reading-'));
  try {
    const copy = path.join(folder, path.basename(file));
    for (const end of ['', '-wal']) {
      if (fs.existsSync(`${file}${end}`)) fs.copyFileSync(`${file}${end}`, `${copy}${end}`);
    }
    return readAt(copy, read);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function readAt<Value>(file: string, read: (db: ReadDb) => Value): Value | null {
  const db = openDatabaseToRead(file);
  if (db === null) return null;
  try {
    return read(db);
  } finally {
    db.close();
  }
}
