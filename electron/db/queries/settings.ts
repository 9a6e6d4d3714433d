import type { ReadDb, WriteDb } from '../connection.ts';
import { parseJson, statement } from '../statement.ts';

/** What is stored under a key, as JSON; null when nothing is. */
export function readSetting(db: ReadDb, key: string): unknown {
  const row = statement<[string], { value: string }>(db, 'SELECT value FROM settings WHERE key = ?').get(key);
  return row === undefined ? null : parseJson(row.value);
}

/** Stores a value, as JSON, under a key. */
export function writeSetting(db: WriteDb, key: string, value: unknown): void {
  statement(
    db,
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(value));
}
