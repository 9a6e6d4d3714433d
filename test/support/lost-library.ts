import { rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';

/** The database of a library. */
export const database = (library: string): string => path.join(library, 'lectern.sqlite');

/** Removes it, with its logs. */
export function lose(library: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${database(library)}${end}`, { force: true });
}

/** What a closed library has stored under a key; null when nothing. */
export function readStored(library: string, key: string): unknown {
  const db = new Sqlite(database(library), { readonly: true });
  const value = db.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key);
  db.close();
  return typeof value === 'string' ? JSON.parse(value) : null;
}
