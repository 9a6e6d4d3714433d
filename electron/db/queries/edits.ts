import type { Edit } from '../../contract/history.ts';
import type { ProjectId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, statement } from '../statement.ts';

/** How many edits of a project can be undone. */
export const mostEdits = 1000;

/** An edit as it is stored. */
export interface StoredEdit extends Edit {
  /** What it changed, as JSON. */
  changes: string;
}

const columns = 'id, name, changes, created_at AS createdAt';

/** Writes an edit into the history of a project; what was undone can then not be done again any more. */
export function insertEdit(db: WriteDb, project: ProjectId, name: string, changes: string): number {
  statement(db, 'DELETE FROM edits WHERE project_id = ? AND undone = 1').run(project);
  const row = statement<[ProjectId, string, string, string], { id: number }>(
    db,
    'INSERT INTO edits (project_id, name, changes, created_at) VALUES (?, ?, ?, ?) RETURNING id',
  ).get(project, name, changes, new Date().toISOString());
  statement(
    db,
    `DELETE FROM edits WHERE project_id = @project AND undone = 0 AND id <=
       (SELECT id FROM edits WHERE project_id = @project AND undone = 0 ORDER BY id DESC LIMIT 1 OFFSET @most)`,
  ).run({ project, most: mostEdits });
  return one(row).id;
}

/** The edit that is undone next; null when there is none. */
export function nextUndo(db: ReadDb, project: ProjectId): StoredEdit | null {
  const row = statement<[ProjectId], StoredEdit>(
    db,
    `SELECT ${columns} FROM edits WHERE project_id = ? AND undone = 0 ORDER BY id DESC LIMIT 1`,
  ).get(project);
  return row ?? null;
}

/** The edit that is done again next; null when there is none. */
export function nextRedo(db: ReadDb, project: ProjectId): StoredEdit | null {
  const row = statement<[ProjectId], StoredEdit>(
    db,
    `SELECT ${columns} FROM edits WHERE project_id = ? AND undone = 1 ORDER BY id LIMIT 1`,
  ).get(project);
  return row ?? null;
}

/** Writes down that an edit is undone, or done again. */
export function markEdit(db: WriteDb, id: number, undone: boolean): void {
  statement(db, 'UPDATE edits SET undone = ? WHERE id = ?').run(Number(undone), id);
}
