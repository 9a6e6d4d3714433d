import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  chunkIdSchema,
  predictionIdSchema,
  projectIdSchema,
  sectionIdSchema,
  type ProjectId,
} from '../../electron/contract/ids.ts';
import { predictionStateSchema, type PredictionState } from '../../electron/contract/prediction.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { defaultVoice, type Voice } from '../../electron/contract/voice.ts';
import type { WriteDb } from '../../electron/db/connection.ts';
import { migrate } from '../../electron/db/migrations.ts';
import { createTables } from '../../electron/db/migrations/1-create-tables.ts';
import { addPaidVoices } from '../../electron/db/migrations/2-paid-voices.ts';
import { addProof } from '../../electron/db/migrations/3-proof.ts';
import { listPredictions, sumCosts } from '../../electron/db/queries/prediction-list.ts';
import {
  beginPrediction,
  endPrediction,
  markSent,
  markUnknown,
  observePrediction,
  succeedPrediction,
} from '../../electron/db/queries/predictions.ts';

/** Two books of two chapters each: sections 1 and 2 are of project 1, 3 and 4 of project 2. */
const books = `
  INSERT INTO projects (id, title, format, source_name, source_hash, sample_rate, chunk_limit, voice, pauses, created_at)
    VALUES (1, 'One', 'text', 'a', 'a', 24000, 280, '{}', '{}', '2026'),
           (2, 'Two', 'text', 'b', 'b', 24000, 280, '{}', '{}', '2026');
  INSERT INTO sections (id, project_id, position, title, included)
    VALUES (1, 1, 0, 'A', 1), (2, 1, 1, 'B', 1), (3, 2, 0, 'C', 1), (4, 2, 1, 'D', 1);
`;

interface Row {
  project_id: number | null;
  section_id: number | null;
  engine: Voice['engine'];
  state: PredictionState;
  kind: string;
  service: string | null;
  sent_at: string | null;
  remote_id: string | null;
  remote_status: string | null;
  started_at: string | null;
  predict_time: number | null;
  cost: number | null;
}

/** What rows come to, counted one by one. Sums are of whole billionths. */
function count(rows: readonly Row[]) {
  const sum = (of: (row: Row) => number | null): number =>
    rows.reduce((total, row) => total + Math.round((of(row) ?? 0) * 1e9), 0) / 1e9;
  const perhapsBilled = rows.filter(
    (row) =>
      row.service !== null &&
      (row.sent_at !== null || row.remote_id !== null) &&
      row.cost === null &&
      row.state !== 'running' &&
      row.remote_status !== 'aborted' &&
      !(row.remote_status === 'canceled' && row.started_at === null),
  ).length;
  return {
    count: rows.length,
    predictTime: sum((row) => row.predict_time),
    cost: sum((row) => row.cost),
    perhapsBilled,
  };
}

/** Compares all that is kept with a full count: for each filter, and for each receipt. */
function expectTrueTotals(db: WriteDb): void {
  const all = db.prepare<[], Row>('SELECT * FROM predictions').all();
  const projects = [undefined, projectIdSchema.parse(1), projectIdSchema.parse(2)];
  for (const project of projects) {
    for (const engine of [undefined, 'draft', 'styletts2'] as const) {
      for (const state of [undefined, ...predictionStateSchema.options]) {
        const rows = all.filter(
          (row) =>
            (project === undefined || row.project_id === project) &&
            (engine === undefined || row.engine === engine) &&
            (state === undefined || row.state === state),
        );
        const { totals, predictions } = listPredictions(db, { project, engine, state }, { limit: 5 });
        expect(totals).toEqual(count(rows));
        expect(predictions.length).toBe(Math.min(5, rows.length));
      }
    }
    if (project !== undefined) expectTrueReceipt(db, all, project);
  }
  expect(db.prepare('SELECT count(*) FROM prediction_totals WHERE count = 0').pluck().get()).toBe(0);
}

function expectTrueReceipt(db: WriteDb, all: readonly Row[], project: ProjectId): void {
  const paid = all.filter(({ project_id, engine }) => project_id === project && engine === 'styletts2');
  const bySection = Map.groupBy(paid, ({ section_id }) => section_id);
  const told = sumCosts(db, project);
  expect(told.map(({ section }) => section)).toEqual(
    [...bySection.keys()].toSorted((one, other) => (one ?? Infinity) - (other ?? Infinity)),
  );
  for (const { section, predictions, succeeded, predictTime, cost, perhapsBilled } of told) {
    const rows = bySection.get(section) ?? [];
    expect({ count: predictions, predictTime, cost, perhapsBilled }).toEqual(count(rows));
    expect(succeeded).toBe(rows.filter(({ state }) => state === 'succeeded').length);
  }
}

/** One thing that happens, to one of those that are there: the number is taken round. */
const change = fc.record({
  what: fc.constantFrom(
    ...([
      'begin',
      'begin',
      'begin',
      'begin',
      'send',
      'lose',
      'observe',
      'observe',
      'succeed',
      'succeed',
    ] as const),
    ...(['end', 'end', 'hide', 'delete', 'stray', 'move', 'removeSection', 'removeProject'] as const),
  ),
  one: fc.nat(1000),
  section: fc.integer({ min: 0, max: 4 }),
  isPaid: fc.boolean(),
  time: fc.option(fc.integer({ min: 0, max: 900_000_000 }).map((micros) => micros / 1e6)),
  startedAt: fc.constantFrom(null, '2026-11-01T00:00:00.000Z'),
  status: fc.constantFrom('starting', 'processing', 'succeeded', 'canceled', 'aborted', 'failed'),
  state: fc.constantFrom('failed', 'cancelled', 'aborted'),
});
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function apply(db: WriteDb, { what, one, section, isPaid, ...more }: Change): void {
  const ids = db.prepare<[], number>('SELECT id FROM predictions ORDER BY id').pluck().all();
  if (what === 'begin') {
    const project = db
      .prepare<[number], number>('SELECT project_id FROM sections WHERE id = ?')
      .pluck()
      .get(section);
    beginPrediction(db, {
      target:
        project === undefined
          ? null
          : {
              project: projectIdSchema.parse(project),
              section: sectionIdSchema.parse(section),
              chunk: chunkIdSchema.parse(1),
            },
      voice: isPaid ? defaultStyleTts2Voice : defaultVoice,
      service: isPaid ? 'https://api.replicate.com/v1' : null,
      paid: isPaid,
      rate: isPaid ? 0.000225 : 0,
      ...{
        text: 'x',
        speechKey: 'k',
        input: '{}',
        inputHash: 'h',
        spokenText: 'x',
        revision: 'r',
        maker: 'm',
        notes: [],
      },
    });
    return;
  }
  if (ids.length === 0) return;
  const id = predictionIdSchema.parse(ids[one % ids.length]);
  if (what === 'send') markSent(db, id, '2026-11-01T00:00:00.000Z');
  if (what === 'lose') markUnknown(db, id);
  if (what === 'succeed') succeedPrediction(db, id, more.time);
  if (what === 'end') endPrediction(db, id, more.state, null);
  if (what === 'observe') {
    const { status, startedAt, time } = more;
    const facts = { status, startedAt, completedAt: null, predictTime: time, totalTime: time, logs: null };
    observePrediction(db, id, { id: `remote-${id}`, ...facts });
  }
  if (what === 'hide') db.prepare('UPDATE predictions SET hidden = 1 WHERE id = ?').run(id);
  if (what === 'delete') db.prepare('DELETE FROM predictions WHERE id = ?').run(id);
  // What is damaged, or taken over by another chapter, another project.
  if (what === 'stray')
    db.prepare('UPDATE predictions SET predict_time = NULL, cost = -1 WHERE id = ?').run(id);
  if (what === 'move') {
    const at = `(SELECT project_id FROM sections WHERE id = @section)`;
    const to = `(SELECT id FROM sections WHERE id = @section)`;
    db.prepare(
      `UPDATE predictions SET project_id = ${at}, section_id = ${to}, kind = iif(${at} IS NULL, 'try', 'chunk')
        WHERE id = @id`,
    ).run({ section, id });
  }
  if (what === 'removeSection') db.prepare('DELETE FROM sections WHERE id = ?').run(section);
  if (what === 'removeProject' && section < 3) db.prepare('DELETE FROM projects WHERE id = ?').run(section);
}

test('the totals are a full count, whatever happens to predictions', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 80, size: 'max' }), (changes) => {
      const db: WriteDb = new Sqlite(':memory:');
      migrate(db);
      db.exec(books);
      for (const each of changes) apply(db, each);
      expectTrueTotals(db);
      db.close();
    }),
    { numRuns: 100 },
  );
});

test('the totals of a library of before are a full count of what it has', () => {
  const db: WriteDb = new Sqlite(':memory:');
  createTables(db);
  addPaidVoices(db);
  addProof(db);
  db.exec(books);
  const add = db.prepare(
    `INSERT INTO predictions (kind, project_id, section_id, engine, voice, text, speech_key, state, created_at, service,
                              sent_at, remote_id, remote_status, predict_time, cost)
     VALUES (?, ?, ?, ?, '${JSON.stringify(defaultVoice)}', 'x', 'k', ?, '2026', ?, ?, ?, ?, ?, ?)`,
  );
  // One that was cancelled was called by the service's word.
  const states = predictionStateSchema.options.map((state) => (state === 'cancelled' ? 'canceled' : state));
  for (let index = 0; index < 400; index++) {
    const section = index % 5;
    const isPaid = index % 3 > 0;
    const state = states[index % states.length];
    const isTold = isPaid && index % 4 > 0;
    add.run(
      ...[
        section === 0 ? 'try' : 'chunk',
        section === 0 ? null : section < 3 ? 1 : 2,
        section === 0 ? null : section,
      ],
      ...[isPaid ? 'styletts2' : 'draft', state, isPaid ? 'https://api.replicate.com/v1' : null],
      ...[isPaid ? '2026' : null, isTold ? `remote-${index}` : null, isTold ? state : null],
      ...[isTold ? index / 7 : null, isTold ? index / 70_000 : null],
    );
  }
  db.pragma('user_version = 3');
  migrate(db);
  expectTrueTotals(db);
  db.close();
});

test('what no prediction can have taken leaves the totals usable', () => {
  const db: WriteDb = new Sqlite(':memory:');
  migrate(db);
  db.exec(`
    INSERT INTO predictions (kind, engine, voice, text, speech_key, state, created_at, predict_time, cost)
      VALUES ('try', 'draft', '{}', 'x', 'k', 'failed', '2026', 9e999, -9e999), ('try', 'draft', '{}', 'x', 'k', 'failed', '2026', 1e300, 2);
  `);
  const totals = db
    .prepare('SELECT count, predict_billionths, cost_billionths FROM prediction_totals')
    .raw()
    .get();
  expect(totals).toEqual([2, 2e15, -1e15 + 2e9]);
  db.close();
});
