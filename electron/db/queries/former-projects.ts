import type { ChunkId, PredictionId, ProjectId, SectionId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { statement } from '../statement.ts';

/** A project that is known from its audio alone. */
export interface FormerProject {
  /** The number that it had, and the name of its folders. */
  home: number;
  /** The voice that spoke most of it, as JSON: a paid one before a free one. */
  voice: string;
}

/** What is known of the project that was made of a manuscript, from its audio; null when nothing is. */
export function findFormerProject(db: ReadDb, sourceHash: string): FormerProject | null {
  const spoken = new Map<string, FormerProject & { isFree: boolean; texts: Set<string>; newest: string }>();
  const rows = statement<[string], FormerProject & { isFree: number; text: string; createdAt: string }>(
    db,
    `SELECT home, voice, paid = 0 AS isFree, text, created_at AS createdAt
       FROM predictions INDEXED BY predictions_source
      WHERE source_hash = ? AND project_id IS NULL AND home IS NOT NULL AND state = 'succeeded'`,
  ).iterate(sourceHash);
  for (const { home, voice, isFree, text, createdAt } of rows) {
    const key = JSON.stringify([home, voice]);
    const known = spoken.get(key) ?? { home, voice, isFree: isFree === 1, texts: new Set(), newest: '' };
    known.texts.add(text);
    if (createdAt > known.newest) known.newest = createdAt;
    spoken.set(key, known);
  }
  const [most] = [...spoken.values()].toSorted(
    (one, other) =>
      Number(one.isFree) - Number(other.isFree) ||
      other.texts.size - one.texts.size ||
      (one.newest < other.newest ? 1 : -1),
  );
  return most === undefined ? null : { home: most.home, voice: most.voice };
}

/** Whether a project's number is free. */
export function isNumberFree(db: ReadDb, project: number): boolean {
  return statement(db, 'SELECT 1 FROM projects WHERE id = ?').get(project) === undefined;
}

/** A prediction whose project was not here. */
export interface HomelessPrediction {
  id: PredictionId;
  text: string;
}

/** The predictions that were made for a manuscript's chunks and belong to no project, oldest first. */
export function listHomelessPredictions(db: ReadDb, sourceHash: string): HomelessPrediction[] {
  return statement<[string], HomelessPrediction>(
    db,
    `SELECT id, text FROM predictions INDEXED BY predictions_source
      WHERE source_hash = ? AND project_id IS NULL AND kind = 'chunk' ORDER BY id`,
  ).all(sourceHash);
}

/** Gives a prediction and its takes to a project, and tells which chunk it was for, where that is known. */
export function adoptPrediction(
  db: WriteDb,
  prediction: PredictionId,
  { project, chunk, section }: { project: ProjectId; chunk: ChunkId | null; section: SectionId | null },
): void {
  statement(
    db,
    `UPDATE predictions
        SET project_id = @project, home = nullif(home, @project), chunk_id = @chunk, section_id = @section
      WHERE id = @prediction`,
  ).run({ prediction, project, chunk, section });
  statement(db, 'UPDATE takes SET project_id = ? WHERE prediction_id = ? AND project_id IS NULL').run(
    project,
    prediction,
  );
}
