import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { closeDatabase, openDatabase, openDatabaseToRead } from '../../electron/db/database.ts';
import { newestVersion } from '../../electron/db/migrations.ts';
import { readSetting, writeSetting } from '../../electron/db/queries/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function databaseFile(): string {
  return path.join(temporaryFolder(), 'lectern.sqlite');
}

function filled(): string {
  const file = databaseFile();
  const db = openDatabase(file, { suspect: false });
  for (let key = 0; key < 300; key++) writeSetting(db, `key ${key}`, 'value '.repeat(40));
  closeDatabase(db);
  return file;
}

describe('opening the database', () => {
  test('a new one has the newest schema, a write-ahead log, full syncs and foreign keys', () => {
    const db = openDatabase(databaseFile(), { suspect: false });
    expect(db.pragma('user_version', { simple: true })).toBe(newestVersion);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    closeDatabase(db);
  });

  test('what was written is there after opening again', () => {
    const file = filled();
    const db = openDatabase(file, { suspect: true });
    expect(readSetting(db, 'key 7')).toBe('value '.repeat(40));
    expect(readSetting(db, 'no such key')).toBeNull();
    closeDatabase(db);
  });

  test('one from a newer Lectern is refused by name and left alone', () => {
    const file = filled();
    const newer = new Sqlite(file);
    newer.pragma(`user_version = ${newestVersion + 1}`);
    newer.close();
    const before = readFileSync(file);
    expect(() => openDatabase(file, { suspect: false })).toThrow(/newer Lectern/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test.each([
    [
      'without a byte',
      (file: string) => {
        writeFileSync(file, '');
      },
    ],
    [
      'whose tables were never made',
      (file: string) => {
        new Sqlite(file).close();
      },
    ],
  ])('one %s, as a kill at the first start leaves it, has nothing to read yet', (_, leave) => {
    const file = databaseFile();
    leave(file);
    expect(openDatabaseToRead(file)).toBeNull();
  });

  test("another program's database is not taken over", () => {
    const file = databaseFile();
    const other = new Sqlite(file);
    other.pragma('application_id = 42');
    other.exec('CREATE TABLE theirs (x)');
    other.close();
    expect(() => openDatabase(file, { suspect: false })).toThrow(/belongs to another program/);
  });

  // Each is another way for SQLite to find out, and each must say which file and leave it as it is.
  test.each([
    [
      'no database at all',
      (file: string) => {
        writeFileSync(file, 'A shopping list, by mistake. '.repeat(400));
      },
    ],
    [
      'garbage in the middle',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.fill(0xa5, 8192, 60_000);
        writeFileSync(file, bytes);
      },
    ],
    [
      'cut short',
      (file: string) => {
        truncateSync(file, 20_480);
      },
    ],
  ])('a damaged one is refused in words: %s', (_, damage) => {
    const file = filled();
    damage(file);
    const before = readFileSync(file);
    expect(() => openDatabase(file, { suspect: false })).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'library-damaged' }) as unknown }),
    );
    expect(() => openDatabase(file, { suspect: false })).toThrow(file);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a folder in its place is said, not crashed on', () => {
    const file = databaseFile();
    mkdirSync(file);
    expect(() => openDatabase(file, { suspect: false })).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ code: 'library-unwritable' }) as unknown,
      }),
    );
  });
});
