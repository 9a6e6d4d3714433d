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
  const spoken = new Map<string, FormerProject & { isDraft: boolean; texts: Set<string>; newest: string }>();
  const rows = statement<[string], FormerProject & { isDraft: number; text: string; createdAt: string }>(
    db,
    `SELECT home, voice, engine = 'draft' AS isDraft, text, created_at AS createdAt
       FROM predictions INDEXED BY predictions_source
      WHERE source_hash = ? AND project_id IS NULL AND home IS NOT NULL AND state = 'succeeded'`,
  ).iterate(sourceHash);
  for (const { home, voice, isDraft, text, createdAt } of rows) {
    const key = JSON.stringify([home, voice]);
    const known = spoken.get(key) ?? { home, voice, isDraft: isDraft === 1, texts: new Set(), newest: '' };
    known.texts.add(text);
    if (createdAt > known.newest) known.newest = createdAt;
    spoken.set(key, known);
  }
  const [most] = [...spoken.values()].toSorted(
    (one, other) =>
      Number(one.isDraft) - Number(other.isDraft) ||
      other.texts.size - one.texts.size ||
      (one.newest < other.newest ? 1 : -1),
  );
  return most === undefined ? null : { home: most.home, voice: most.voice };
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
       FROM predictions INDEXED BY predictions_source
       CROSS JOIN takes INDEXED BY takes_prediction ON prediction_id = predictions.id
      WHERE source_hash = ? AND takes.chunk_id IS NULL AND kind = 'chunk' ORDER BY predictions.id, takes.id`,
  ).all(sourceHash);
}

/** Gives the predictions of a manuscript to the project that was made of it now. */
export function adoptPredictions(db: WriteDb, sourceHash: string, project: ProjectId): void {
  statement(
    db,
    `UPDATE predictions INDEXED BY predictions_source SET project_id = @project, home = nullif(home, @project)
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
    `UPDATE predictions SET chunk_id = ?, section_id = ?
      WHERE id = ? AND project_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM chunks WHERE chunks.id = chunk_id)`,
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
