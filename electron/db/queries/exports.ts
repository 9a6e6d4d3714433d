import type { ExportId, ProjectId } from '../../contract/ids.ts';
import type { Problem } from '../../contract/problem.ts';
import type { WriteDb } from '../database.ts';
import { one, statement } from '../statement.ts';

/** Writes down that an export has begun. */
export function beginExport(
  db: WriteDb,
  { project, target, samples, bytes }: { project: ProjectId; target: string; samples: number; bytes: number },
): ExportId {
  const row = statement<[ProjectId, string, number, number, string], { id: ExportId }>(
    db,
    `INSERT INTO exports (project_id, target, state, samples, bytes, created_at)
     VALUES (?, ?, 'running', ?, ?, ?) RETURNING id`,
  ).get(project, target, samples, bytes, new Date().toISOString());
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

/** Marks the exports that a killed process left running. */
export function abortInterruptedExports(db: WriteDb): void {
  statement(db, `UPDATE exports SET state = 'aborted', ended_at = ? WHERE state = 'running'`).run(
    new Date().toISOString(),
  );
}
