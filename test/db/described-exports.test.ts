import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { projectIdSchema } from '../../electron/contract/ids.ts';
import { migrate } from '../../electron/db/migrations.ts';
import { createTables } from '../../electron/db/migrations/1-create-tables.ts';
import {
  abortInterruptedExports,
  beginExport,
  endExport,
  listExports,
} from '../../electron/db/queries/exports.ts';

/** A database of the first schema with two books, at different rates, and an export of each. */
function older() {
  const db = new Sqlite(':memory:');
  createTables(db);
  db.exec(`
    INSERT INTO projects VALUES
      (1, 'The Lamp', NULL, 'en', 'text', 'a', 'a', 24000, 280, '{"engine":"draft","speaker":"rms","rate":1}', '{}', '2026'),
      (2, 'The Sea', NULL, 'en', 'text', 'b', 'b', 22050, 280, '{"engine":"draft","speaker":"rms","rate":1}', '{}', '2026');
    INSERT INTO exports VALUES
      (5, 1, '/home/me/lamp.wav', '/home/me/lamp.part', 'succeeded', 48000, 96144, '2026', '2026', NULL),
      (6, 2, '/home/me/sea.wav', '/home/me/sea.part', 'running', 22050, 44244, '2026', NULL, NULL);
    PRAGMA user_version = 1;
  `);
  migrate(db);
  return db;
}

const [lamp, sea] = [1, 2].map((id) => projectIdSchema.parse(id));
if (lamp === undefined || sea === undefined) throw new Error('two projects expected');

test('exports of before are WAVs of their books, at the rates of those', () => {
  const db = older();
  expect(listExports(db, lamp)).toMatchObject([
    {
      ...{ id: 5, state: 'succeeded', format: 'wav', settings: {}, title: 'The Lamp', sampleRate: 24_000 },
      ...{ samples: 48_000, bytes: 96_144, fileName: 'lamp.wav', target: '/home/me/lamp.wav' },
    },
  ]);
  expect(listExports(db, sea)).toMatchObject([{ id: 6, title: 'The Sea', sampleRate: 22_050 }]);
  expect(abortInterruptedExports(db)).toEqual([
    { target: '/home/me/sea.wav', temporary: '/home/me/sea.part' },
  ]);
});

test('an export keeps what it was ordered as, and the size that it came to', () => {
  const db = older();
  const order = {
    ...{
      project: lamp,
      target: '/x/a.m4b',
      temporary: '/x/a.part',
      format: 'm4b',
      settings: { kilobits: 64 },
    },
    ...{ title: 'The Lamp: One', samples: 10, sampleRate: 24_000, bytes: 1000 },
  };
  const id = beginExport(db, order);
  expect(listExports(db, lamp)[0]).toMatchObject({
    ...{ id, state: 'running', bytes: 1000 },
    title: order.title,
  });
  endExport(db, id, { state: 'succeeded', problem: null, bytes: 700 });
  expect(listExports(db, lamp)[0]).toMatchObject({
    ...{ id, state: 'succeeded', format: 'm4b', settings: { kilobits: 64 }, bytes: 700, problem: null },
  });
  const failed = beginExport(db, order);
  const problem = { code: 'disk-full', message: 'm', action: 'a' } as const;
  endExport(db, failed, { state: 'failed', problem, bytes: null });
  expect(listExports(db, lamp)[0]).toMatchObject({ id: failed, state: 'failed', bytes: 1000, problem });
});
