import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import {
  chunkIdSchema,
  predictionIdSchema,
  projectIdSchema,
  sectionIdSchema,
} from '../../electron/contract/ids.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import type { WriteDb } from '../../electron/db/connection.ts';
import { migrate } from '../../electron/db/migrations.ts';
import { insertFoundPrediction } from '../../electron/db/queries/found-audio.ts';
import { repeatPrediction } from '../../electron/db/queries/lost-predictions.ts';
import {
  beginPrediction,
  findByRemote,
  findKnownBefore,
  findOpen,
  listOpen,
  markUnknown,
  observePrediction,
  type Intent,
} from '../../electron/db/queries/predictions.ts';

const facts = {
  ...{
    voice: defaultStyleTts2Voice,
    text: 'x',
    speechKey: 'k',
    input: '{}',
    inputHash: 'h',
    paid: true,
    rate: 0,
  },
  ...{ spokenText: 'x', revision: 'r', maker: 'm', notes: [] },
};
const seen = {
  ...{ status: 'succeeded', startedAt: null, completedAt: null, predictTime: 1, totalTime: 1, logs: null },
};

function library(): WriteDb {
  const db: WriteDb = new Sqlite(':memory:');
  migrate(db);
  db.exec(`
    INSERT INTO projects (id, title, format, source_name, source_hash, sample_rate, chunk_limit, voice, pauses, created_at)
      VALUES (1, 'One', 'text', 'a', 'a', 24000, 280, '{}', '{}', '2026');
    INSERT INTO sections (id, project_id, position, title, included) VALUES (2, 1, 0, 'A', 1);
  `);
  return db;
}

function asked(
  db: WriteDb,
  service: string | null,
  remoteId: string | null,
  target: Intent['target'] = null,
) {
  const id = beginPrediction(db, { ...facts, target, service });
  if (remoteId !== null) observePrediction(db, id, { ...seen, id: remoteId });
  return id;
}

test('an id is one service’s alone: two may give the same, and none gives it twice', () => {
  const db = library();
  const first = asked(db, 'https://one.example/v1', 'abc');
  const second = asked(db, 'https://two.example/v1', 'abc');
  expect(findByRemote(db, 'https://one.example/v1', 'abc')).toBe(first);
  expect(findByRemote(db, 'https://two.example/v1', 'abc')).toBe(second);
  expect(findByRemote(db, 'https://two.example/other/v1', 'abc')).toBeNull();
  expect(findByRemote(db, 'https://two.example/v1', 'other')).toBeNull();
  expect(() => asked(db, 'https://two.example/v1', 'abc')).toThrow(/UNIQUE/u);
});

test('what was asked when services were known by their origin is of any path there, unless one there has that id itself', () => {
  const db = library();
  const old = asked(db, 'https://one.example', 'abc');
  expect(findByRemote(db, 'https://one.example/v1', 'abc')).toBe(old);
  expect(findByRemote(db, 'https://two.example/v1', 'abc')).toBeNull();
  const own = asked(db, 'https://one.example/v1', 'abc');
  expect(findByRemote(db, 'https://one.example/v1', 'abc')).toBe(own);
  expect(findByRemote(db, 'https://one.example/other/v1', 'abc')).toBe(old);
  // A file may say anything of its service.
  expect(findByRemote(db, 'no address', 'abc')).toBeNull();
});

test('the newest id that was known before is the same service’s', () => {
  const db = library();
  asked(db, 'https://one.example/v1', 'a');
  asked(db, 'https://one.example/v1', 'b');
  asked(db, 'https://two.example/v1', 'c');
  const last = asked(db, 'https://one.example/v1', null);
  asked(db, 'https://one.example/v1', 'd');
  expect(findKnownBefore(db, last)).toBe('b');
  expect(findKnownBefore(db, asked(db, null, null))).toBeNull();
});

const placeColumns = `SELECT from_paragraph, from_offset, to_paragraph, to_offset, chunk_id FROM predictions WHERE id = ?`;
const target = {
  ...{ project: projectIdSchema.parse(1), section: sectionIdSchema.parse(2), chunk: chunkIdSchema.parse(9) },
};
const place = { fromParagraph: 3, fromOffset: 4, toParagraph: 5, toOffset: 6 };

test('where in the text a prediction was for is kept, and goes along when it is asked for once more', () => {
  const db = library();
  const told = (id: number): unknown => db.prepare(placeColumns).raw().get(id);
  const id = asked(db, null, null, { ...target, place });
  expect(told(id)).toEqual([3, 4, 5, 6, 9]);
  const repeated = repeatPrediction(db, id, null);
  expect(told(repeated)).toEqual([3, 4, 5, 6, 9]);
  // What was paid for is paid for again.
  expect(findOpen(db, repeated)?.paid).toBe(1);
  expect(told(asked(db, null, null, target))).toEqual([null, null, null, null, 9]);
  const found = insertFoundPrediction(db, {
    ...{ id: predictionIdSchema.parse(77), kind: 'chunk', ...target, place, home: null, sourceHash: 'a' },
    ...{
      engine: 'draft',
      paid: false,
      voice: '{}',
      text: 'x',
      revision: null,
      maker: 'm',
      speechKey: 'k',
      input: null,
      inputHash: null,
    },
    ...{ service: null, remoteId: null, predictTime: null, cost: null, createdAt: '2026' },
  });
  expect(told(found)).toEqual([3, 4, 5, 6, 9]);
});

test('a prediction keeps the number of a chunk that is gone, for when it comes back', () => {
  const db = library();
  const id = asked(db, null, null, target);
  expect(findOpen(db, id)?.chunk).toBeNull();
  db.exec(`INSERT INTO chunks
             (id, project_id, section_id, kind, text, boundary, from_paragraph, from_offset, to_paragraph, to_offset)
           VALUES (9, 1, 2, 'speech', 'x', 'chapter', 0, 0, 0, 1)`);
  expect(findOpen(db, id)?.chunk).toBe(9);
  db.exec('DELETE FROM chunks');
  expect(findOpen(db, id)?.chunk).toBeNull();
  expect(db.prepare('SELECT chunk_id FROM predictions').pluck().get()).toBe(9);
});

test('what has not ended is told in the order in which it was begun, whatever is known of it', () => {
  const db = library();
  const [first, second, third] = [asked(db, null, null), asked(db, null, null), asked(db, null, null)];
  markUnknown(db, first);
  markUnknown(db, third);
  expect(listOpen(db).map(({ id }) => id)).toEqual([first, second, third]);
});
