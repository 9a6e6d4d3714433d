import type { ChunkId, PredictionId, ProjectId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, statement } from '../statement.ts';
import { placeColumns } from './predictions.ts';

/** A prediction for a chunk that never came to audio, as far as this library knows. */
export interface LostPrediction {
  id: PredictionId;
  chunk: ChunkId;
  project: ProjectId;
  projectTitle: string;
  sectionTitle: string;
  /** Whether it has not ended and has no remote id, so that it may be the very one. */
  isOpen: boolean;
  /** The id of the engine that was asked. */
  engine: string;
  /** What was sent, as JSON, and who was to make its sound. */
  input: string;
  maker: string | null;
}

/** The lost predictions of this text, as it was sent, newest first. */
export function listLost(db: ReadDb, sentText: string): LostPrediction[] {
  return statement<[string], Omit<LostPrediction, 'isOpen'> & { isOpen: number }>(
    db,
    `SELECT predictions.id, chunk_id AS chunk, predictions.project_id AS project, projects.title AS projectTitle,
            sections.title AS sectionTitle, predictions.engine, predictions.input, predictions.maker,
            state IN ('running', 'unknown') AND remote_id IS NULL AS isOpen
       FROM predictions INDEXED BY predictions_lost
       JOIN chunks ON chunks.id = chunk_id
       JOIN projects ON projects.id = predictions.project_id
       JOIN sections ON sections.id = predictions.section_id
      WHERE spoken_text = ? AND paid = 1 AND state <> 'succeeded'
      ORDER BY predictions.id DESC`,
  )
    .all(sentText)
    .map((row) => ({ ...row, isOpen: row.isOpen === 1 }));
}

/**
 * Writes down a prediction that has ended once more: as one that was sent, for its audio has turned up after all; or,
 * without a time, as one that is to be sent.
 */
export function repeatPrediction(db: WriteDb, id: PredictionId, sentAt: string | null): PredictionId {
  const row = statement<[string, string | null, PredictionId], { id: PredictionId }>(
    db,
    `INSERT INTO predictions
       (kind, project_id, section_id, chunk_id, ${placeColumns}, engine, voice, text, speech_key, input, input_hash,
        service, spoken_text, revision, maker, notes, state, created_at, sent_at, paid, rate)
     SELECT kind, project_id, section_id, chunk_id, ${placeColumns}, engine, voice, text, speech_key, input, input_hash,
            service, spoken_text, revision, maker, notes, 'running', ?, ?, paid, rate
       FROM predictions WHERE id = ?
     RETURNING id`,
  ).get(new Date().toISOString(), sentAt, id);
  return one(row).id;
}
