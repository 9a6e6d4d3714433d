import type { ChunkId, PredictionId, ProjectId, SectionId, TakeId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { statement } from '../statement.ts';

/** A project that is known from its audio alone. */
export interface FormerProject {
  /** The number that it had, and the name of its folders. */
  home: number;
  /** The voice that spoke most of it, as JSON: a paid one before a draft. */
  voice: string;
}

/** What is known of the project that was made of a manuscript, from its audio; null when nothing is. */
export function findFormerProject(db: ReadDb, sourceHash: string): FormerProject | null {
  const row = statement<[string], FormerProject>(
    db,
    `SELECT home, voice FROM predictions
      WHERE source_hash = ? AND project_id IS NULL AND home IS NOT NULL AND state = 'succeeded'
      GROUP BY home, voice
      ORDER BY engine = 'draft', count(DISTINCT text) DESC, max(created_at) DESC LIMIT 1`,
  ).get(sourceHash);
  return row ?? null;
}

/** Whether a project's number is free. */
export function isNumberFree(db: ReadDb, project: number): boolean {
  return statement(db, 'SELECT 1 FROM projects WHERE id = ?').get(project) === undefined;
}

/** A take without a chunk, of a project that was not here. */
export interface HomelessTake {
  id: TakeId;
  prediction: PredictionId;
  text: string;
  speechKey: string;
}

/** The takes that were made for a manuscript's chunks and belong to none, oldest first. */
export function listHomelessTakes(db: ReadDb, sourceHash: string): HomelessTake[] {
  return statement<[string], HomelessTake>(
    db,
    `SELECT takes.id, prediction_id AS prediction, text, takes.speech_key AS speechKey
       FROM takes JOIN predictions ON predictions.id = prediction_id
      WHERE source_hash = ? AND takes.chunk_id IS NULL AND kind = 'chunk' ORDER BY takes.id`,
  ).all(sourceHash);
}

/** Gives the predictions of a manuscript to the project that was made of it now. */
export function adoptPredictions(db: WriteDb, sourceHash: string, project: ProjectId): void {
  statement(
    db,
    `UPDATE predictions SET project_id = @project, home = nullif(home, @project)
      WHERE source_hash = @sourceHash AND project_id IS NULL`,
  ).run({ sourceHash, project });
}

/** Gives a take, and the prediction that gave it, to a chunk. */
export function adoptTake(
  db: WriteDb,
  take: Pick<HomelessTake, 'id' | 'prediction'>,
  chunk: { id: ChunkId; section: SectionId },
): void {
  statement(db, 'UPDATE takes SET chunk_id = ? WHERE id = ?').run(chunk.id, take.id);
  statement(
    db,
    'UPDATE predictions SET chunk_id = ?, section_id = ? WHERE id = ? AND chunk_id IS NULL AND project_id IS NOT NULL',
  ).run(chunk.id, chunk.section, take.prediction);
}

/** The newest take of a key that was made for a chunk that is not here; null when there is none. */
export function findHomelessTake(db: ReadDb, speechKey: string): HomelessTake | null {
  const row = statement<[string], HomelessTake>(
    db,
    `SELECT takes.id, prediction_id AS prediction, text, takes.speech_key AS speechKey
       FROM takes JOIN predictions ON predictions.id = prediction_id
      WHERE takes.chunk_id IS NULL AND takes.speech_key = ? AND kind = 'chunk' ORDER BY takes.id DESC LIMIT 1`,
  ).get(speechKey);
  return row ?? null;
}
