import type { ExportId, ProjectId } from '../../contract/ids.ts';
import type { Problem } from '../../contract/problem.ts';
import type { WriteDb } from '../connection.ts';
import { one, statement } from '../statement.ts';

/** An export before it is written. */
export interface NewExport {
  project: ProjectId;
  target: string;
  /** The name under which the file grows. */
  temporary: string;
  samples: number;
  bytes: number;
}

/** Writes down that an export has begun. */
export function beginExport(
  db: WriteDb,
  { project, target, temporary, samples, bytes }: NewExport,
): ExportId {
  const row = statement<[ProjectId, string, string, number, number, string], { id: ExportId }>(
    db,
    `INSERT INTO exports (project_id, target, temporary, state, samples, bytes, created_at)
     VALUES (?, ?, ?, 'running', ?, ?, ?) RETURNING id`,
  ).get(project, target, temporary, samples, bytes, new Date().toISOString());
  return one(row).id;
}

/** Ends an export. */
export function endExport(
  db: WriteDb,
  id: ExportId,
  state: 'succeeded' | 'failed' | 'canceled',
  problem: Problem | null,
): void {
  statement(db, 'UPDATE exports SET state = ?, ended_at = ?, problem = ? WHERE id = ?').run(
    state,
    new Date().toISOString(),
    problem === null ? null : JSON.stringify(problem),
    id,
  );
}

/** Marks the exports that a killed process left running; the answer is what they had written so far. */
export function abortInterruptedExports(db: WriteDb): string[] {
  return statement<[string], { temporary: string }>(
    db,
    `UPDATE exports SET state = 'aborted', ended_at = ? WHERE state = 'running' RETURNING temporary`,
  )
    .all(new Date().toISOString())
    .map(({ temporary }) => temporary);
}
