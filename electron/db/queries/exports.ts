import { exportSchema, type Export } from '../../contract/export.ts';
import type { FormatSettings } from '../../contract/format.ts';
import type { ExportId, ProjectId } from '../../contract/ids.ts';
import type { Problem } from '../../contract/problem.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, parseJson, statement } from '../statement.ts';

/** An export before it is written. */
export interface NewExport {
  project: ProjectId;
  target: string;
  /** The name under which the file grows. */
  temporary: string;
  /** The id of what it is written as. */
  format: string;
  settings: FormatSettings;
  title: string;
  samples: number;
  /** Hz. */
  sampleRate: number;
  /** The most that it will have. */
  bytes: number;
}

/** Writes down that an export has begun. */
export function beginExport(db: WriteDb, { settings, ...made }: NewExport): ExportId {
  const row = statement<[Record<string, unknown>], { id: ExportId }>(
    db,
    `INSERT INTO exports
       (project_id, target, temporary, format, settings, title, state, samples, sample_rate, bytes, created_at)
     VALUES
       (@project, @target, @temporary, @format, @settings, @title, 'running', @samples, @sampleRate, @bytes, @now)
     RETURNING id`,
  ).get({ ...made, settings: JSON.stringify(settings), now: new Date().toISOString() });
  return one(row).id;
}

/** What an export has come to. */
export interface ExportEnd {
  state: 'succeeded' | 'failed' | 'cancelled';
  problem: Problem | null;
  /** What the file has; null where none is there. */
  bytes: number | null;
}

/** Ends an export. */
export function endExport(db: WriteDb, id: ExportId, { state, problem, bytes }: ExportEnd): void {
  statement(
    db,
    'UPDATE exports SET state = ?, ended_at = ?, problem = ?, bytes = coalesce(?, bytes) WHERE id = ?',
  ).run(state, new Date().toISOString(), problem === null ? null : JSON.stringify(problem), bytes, id);
}

interface ExportRow {
  id: number;
  project_id: number;
  target: string;
  state: string;
  format: string;
  settings: string;
  title: string;
  samples: number;
  sample_rate: number;
  bytes: number;
  created_at: string;
  problem: string | null;
}

/** An export with its whole path, which only a host may know. */
export type StoredExport = Export & { target: string };

/** The exports of a project, newest first. */
export function listExports(db: ReadDb, project: ProjectId): StoredExport[] {
  return statement<[ProjectId], ExportRow>(db, 'SELECT * FROM exports WHERE project_id = ? ORDER BY id DESC')
    .all(project)
    .map(toExport);
}

/** One export; null when there is none. */
export function findExport(db: ReadDb, id: ExportId): StoredExport | null {
  const row = statement<[ExportId], ExportRow>(db, 'SELECT * FROM exports WHERE id = ?').get(id);
  return row === undefined ? null : toExport(row);
}

function toExport(row: ExportRow): StoredExport {
  const stored = exportSchema.parse({
    id: row.id,
    project: row.project_id,
    state: row.state,
    fileName: row.target.split(/[/\\]/u).at(-1) ?? row.target,
    format: row.format,
    settings: parseJson(row.settings),
    title: row.title,
    samples: row.samples,
    sampleRate: row.sample_rate,
    bytes: row.bytes,
    createdAt: row.created_at,
    problem: row.problem === null ? null : parseJson(row.problem),
  });
  return { ...stored, target: row.target };
}

/** Marks the exports that a killed process left running; the answer is where they were being written. */
export function abortInterruptedExports(db: WriteDb): Pick<NewExport, 'target' | 'temporary'>[] {
  return statement<[string], Pick<NewExport, 'target' | 'temporary'>>(
    db,
    `UPDATE exports SET state = 'aborted', ended_at = ? WHERE state = 'running' RETURNING target, temporary`,
  ).all(new Date().toISOString());
}
