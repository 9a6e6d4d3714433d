import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '../../electron/db/database.ts';
import { newestVersion } from '../../electron/db/migrations.ts';
import { createTables } from '../../electron/db/migrations/1-create-tables.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A library as the first released Lectern left it: a chunk that was spoken, one that failed, one never tried. */
function firstLibrary(): string {
  const file = path.join(temporaryFolder(), 'lectern.sqlite');
  const db = new Sqlite(file);
  createTables(db);
  db.exec(`
    INSERT INTO projects VALUES (1, 'The Lamp', NULL, 'en', 'text', 'lamp.txt', 'hash', 24000, 280,
      '{"engine":"draft","speaker":"rms","rate":1}', '{}', '2026-01-01');
    INSERT INTO sections VALUES (5, 1, 0, 'One', 1, NULL);
    INSERT INTO chunks VALUES (10, 5, 0, 'speech', 'First.', 'sentence', 0, NULL, NULL),
      (11, 5, 1, 'speech', 'Second.', 'sentence', 0, NULL, '{"code":"engine-failed","message":"m","action":"a"}'),
      (12, 5, 2, 'speech', 'Third.', 'chapter', 0, NULL, NULL);
    INSERT INTO predictions VALUES
      (41, 10, 'draft', '{"engine":"draft","speaker":"rms","rate":1}', 'First.', 'key', 'succeeded',
       '2026-01-01', '2026-01-01', 0.5, 'First.', NULL),
      (42, 11, 'draft', '{"engine":"draft","speaker":"rms","rate":1}', 'Second.', 'key 2', 'failed',
       '2026-01-01', '2026-01-01', NULL, NULL, '{}');
    INSERT INTO takes VALUES (7, 10, 41, 'key', 'takes/1/41.wav', 24000, 100, -3, -20, 0, '2026-01-01');
    UPDATE chunks SET take_id = 7 WHERE id = 10;
    UPDATE sqlite_sequence SET seq = 99 WHERE name = 'predictions';
    PRAGMA application_id = 1281586286;
    PRAGMA user_version = 1;
  `);
  db.close();
  return file;
}

test('a library of the first schema keeps its takes, its history, and the numbers that were used', () => {
  const db = openDatabase(firstLibrary(), { suspect: false });
  expect(db.pragma('user_version', { simple: true })).toBe(newestVersion);
  expect(db.prepare('SELECT heard_id FROM chunks ORDER BY id').pluck().all()).toEqual([7, null, null]);
  expect(db.prepare('SELECT id, prediction_id, file FROM takes').all()).toEqual([
    { id: 7, prediction_id: 41, file: 'takes/1/41.wav' },
  ]);
  const rows =
    'SELECT id, kind, project_id, section_id, chunk_id, state, predict_time FROM predictions ORDER BY id';
  expect(db.prepare(rows).raw().all()).toEqual([
    [41, 'chunk', 1, 5, 10, 'succeeded', 0.5],
    [42, 'chunk', 1, 5, 11, 'failed', null],
  ]);
  // A number that was used before must not name another prediction's files.
  const added = db
    .prepare(
      `INSERT INTO predictions (kind, engine, voice, text, speech_key, state, created_at)
       VALUES ('try', 'draft', '{}', 'x', 'k', 'running', '2026') RETURNING id`,
    )
    .pluck()
    .get();
  expect(added).toBe(100);
  closeDatabase(db);
});

test('after the change a removed project takes its chunks and takes along, and what was paid stays on record', () => {
  const db = openDatabase(firstLibrary(), { suspect: false });
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  db.exec(`UPDATE predictions SET engine = 'styletts2'; DELETE FROM projects`);
  expect(db.prepare('SELECT count(*) FROM takes').pluck().get()).toBe(0);
  expect(db.prepare('SELECT chunk_id, project_id FROM predictions').raw().all()).toEqual([
    [10, null],
    [11, null],
  ]);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  closeDatabase(db);
});
