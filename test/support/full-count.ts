import { expect } from 'vitest';
import type { ReadDb } from '../../electron/db/connection.ts';

interface ChunkRow {
  id: number;
  project_id: number;
  section_id: number;
  kind: 'speech' | 'ornament';
  text: string;
  correction: string | null;
  boundary: 'clause' | 'sentence' | 'paragraph' | 'scene' | 'heading' | 'chapter';
  pause_ms: number | null;
  words: string | null;
  wanted: string | null;
  takes_drafts: number;
  chosen_id: number | null;
  heard_id: number | null;
  ready: number;
  heard_samples: number;
  problem: string | null;
}

interface TakeRow {
  id: number;
  project_id: number | null;
  key: string;
  words: string;
  stands_in: number;
  sample_rate: number;
  samples: number;
}

interface PredictionRow {
  project_id: number | null;
  section_id: number | null;
  engine: string;
  paid: number;
  state: string;
  kind: string;
  service: string | null;
  sent_at: string | null;
  remote_id: string | null;
  remote_status: string | null;
  started_at: string | null;
  predict_time: number | null;
  cost: number | null;
}

interface Total {
  count: number;
  predict_billionths: number;
  cost_billionths: number;
  perhaps_billed: number;
}

/** Everything that follows from other rows, in an order of its own. */
interface Derived {
  heard: Record<string, unknown>[];
  sections: Record<string, unknown>[];
  projectTotals: Record<string, unknown>[];
  sectionTotals: Record<string, unknown>[];
}

/**
 * Expects everything that triggers keep to be what a full count of the rows that it follows from gives: what is heard of
 * each chunk, the counts of each section, and the sums of predictions. Counted here one by one, by none of the app's SQL.
 */
export function expectFullCount(db: ReadDb): void {
  expect(kept(db)).toEqual(counted(db));
}

function kept(db: ReadDb): Derived {
  return {
    heard: read(db, 'SELECT id, heard_id, ready, heard_samples FROM chunks ORDER BY id'),
    sections: read(db, 'SELECT * FROM section_counts ORDER BY section_id'),
    projectTotals: inOrder(read(db, 'SELECT * FROM prediction_totals')),
    sectionTotals: inOrder(read(db, 'SELECT * FROM section_totals')),
  };
}

function counted(db: ReadDb): Derived {
  const rates = new Map(
    read<{ id: number; sample_rate: number }>(db, 'SELECT id, sample_rate FROM projects').map(
      ({ id, sample_rate }) => [id, sample_rate],
    ),
  );
  const takes = read<TakeRow>(db, 'SELECT * FROM takes ORDER BY id').filter(
    // A project is heard at its rate; its takes may be there at others, too.
    ({ project_id, sample_rate }) => project_id !== null && rates.get(project_id) === sample_rate,
  );
  const chunks = read<ChunkRow>(db, 'SELECT * FROM chunks ORDER BY id');
  const sections = read<{ id: number }>(db, 'SELECT id FROM sections ORDER BY id');
  const predictions = read<PredictionRow>(db, 'SELECT * FROM predictions');
  const heard = hearAll(chunks, takes);
  const bySection = Map.groupBy(heard, ({ section_id }) => section_id);
  return {
    heard: heard.map(({ id, heard_id, ready, heard_samples }) => ({ id, heard_id, ready, heard_samples })),
    sections: sections.map(({ id }) => ({ section_id: id, ...countSection(bySection.get(id) ?? []) })),
    projectTotals: total(predictions, ({ project_id, engine, state, kind }) => {
      return { project: project_id ?? 0, engine, state, kind };
    }),
    sectionTotals: total(
      predictions.filter(({ project_id }) => project_id !== null),
      ({ project_id, section_id, engine, paid, state, kind }) => {
        return { project: project_id, section: section_id ?? 0, engine, paid, state, kind };
      },
    ),
  };
}

/**
 * What is heard of each chunk: of its project's takes the chosen one while it is what is wanted, else the newest that
 * is, which both make it ready; else, where drafts stand in, the newest draft of its words.
 */
function hearAll(chunks: readonly ChunkRow[], takes: readonly TakeRow[]): ChunkRow[] {
  const byId = new Map(takes.map((take) => [take.id, take]));
  const newest = new Map<string, TakeRow>();
  for (const take of takes) {
    newest.set(JSON.stringify([take.project_id, 'key', take.key]), take);
    if (take.stands_in === 1) newest.set(JSON.stringify([take.project_id, 'draft', take.words]), take);
  }
  return chunks.map((chunk) => {
    const chosen = chunk.chosen_id === null ? undefined : byId.get(chunk.chosen_id);
    const isWanted = chosen?.project_id === chunk.project_id && chosen.key === chunk.wanted;
    const own = isWanted ? chosen : newest.get(JSON.stringify([chunk.project_id, 'key', chunk.wanted]));
    const draft =
      chunk.takes_drafts === 1
        ? newest.get(JSON.stringify([chunk.project_id, 'draft', chunk.words]))
        : undefined;
    const take = own ?? draft;
    return {
      ...chunk,
      heard_id: take?.id ?? null,
      ready: own === undefined ? 0 : 1,
      heard_samples: take?.samples ?? 0,
    };
  });
}

function countSection(chunks: readonly ChunkRow[]): Record<string, number> {
  const spoken = chunks.filter(({ kind }) => kind === 'speech');
  const unready = spoken.filter(({ ready }) => ready === 0);
  const heard = chunks.filter(({ heard_id }) => heard_id !== null);
  const usual = Map.groupBy(
    heard.filter(({ pause_ms }) => pause_ms === null),
    ({ boundary }) => boundary,
  );
  const boundaries = (boundary: ChunkRow['boundary']): number => usual.get(boundary)?.length ?? 0;
  return {
    chunks: spoken.length,
    ready: spoken.length - unready.length,
    drafts: unready.filter(({ heard_id }) => heard_id !== null).length,
    failed: unready.filter(({ problem }) => problem !== null).length,
    characters: sum(spoken, ({ text, correction }) => Array.from(correction ?? text).length),
    samples: sum(chunks, ({ heard_samples }) => heard_samples),
    clauses: boundaries('clause'),
    sentences: boundaries('sentence'),
    paragraphs: boundaries('paragraph'),
    scenes: boundaries('scene'),
    headings: boundaries('heading'),
    chapters: boundaries('chapter'),
    own_pauses_ms: sum(heard, ({ pause_ms }) => pause_ms ?? 0),
  };
}

function total(
  predictions: readonly PredictionRow[],
  groupOf: (row: PredictionRow) => Record<string, string | number | null>,
): Record<string, unknown>[] {
  const groups = new Map<string, Total & Record<string, unknown>>();
  for (const row of predictions) {
    const group = groupOf(row);
    const key = JSON.stringify(group);
    const before = groups.get(key);
    groups.set(key, {
      ...group,
      count: (before?.count ?? 0) + 1,
      predict_billionths: (before?.predict_billionths ?? 0) + billionths(row.predict_time),
      cost_billionths: (before?.cost_billionths ?? 0) + billionths(row.cost),
      perhaps_billed: (before?.perhaps_billed ?? 0) + Number(isPerhapsBilled(row)),
    });
  }
  return inOrder([...groups.values()]);
}

/** Its request left, it has ended or nobody knows, and neither a price nor an end before its beginning is known. */
function isPerhapsBilled(row: PredictionRow): boolean {
  const left = row.sent_at !== null || row.remote_id !== null;
  const endedUnbegun =
    row.remote_status === 'aborted' || (row.remote_status === 'canceled' && row.started_at === null);
  return row.service !== null && left && row.cost === null && row.state !== 'running' && !endedUnbegun;
}

/** Whole billionths of what cannot be but within a million either way; halves away from nought. */
function billionths(value: number | null): number {
  const exact = Math.min(Math.max(value ?? 0, -1e6), 1e6) * 1e9;
  return Math.sign(exact) * Math.trunc(Math.abs(exact) + 0.5) + 0;
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

function inOrder(rows: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  const sorted = rows.map((row) => Object.fromEntries(Object.entries(row).toSorted(byName)));
  return sorted.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}

function read<Row = Record<string, unknown>>(db: ReadDb, sql: string): Row[] {
  return db.prepare<[], Row>(sql).all();
}
