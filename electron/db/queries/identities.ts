import type { PredictionId, ProjectId } from '../../contract/ids.ts';
import type { ReadDb } from '../connection.ts';
import { statement } from '../statement.ts';

/** What a prediction's audio has to say of itself, as it is stored. */
export interface PredictionFacts {
  id: PredictionId;
  text: string;
  /** JSON. */
  voice: string;
  revision: string | null;
  speechKey: string;
  /** JSON; null in rows of older versions. */
  input: string | null;
  inputHash: string | null;
  service: string | null;
  remoteId: string | null;
  /** Seconds. */
  predictTime: number | null;
  /** US dollars. */
  cost: number | null;
  /** US dollars for a second of prediction. */
  rate: number;
  createdAt: string;
  /** Whether it is of a Lectern whose files did not say what they are, and its own do not yet: 0 or 1. */
  unidentified: number;
}

/** What is known of a prediction; null when there is none. */
export function findPredictionFacts(db: ReadDb, id: PredictionId): PredictionFacts | null {
  const row = statement<[PredictionId], PredictionFacts>(
    db,
    `SELECT id, text, voice, revision, speech_key AS speechKey, input, input_hash AS inputHash, service,
            remote_id AS remoteId, predict_time AS predictTime, cost, rate, created_at AS createdAt, unidentified
       FROM predictions WHERE id = ?`,
  ).get(id);
  return row ?? null;
}

/** Whose audio it is. */
export interface ProjectFacts {
  id: ProjectId;
  sourceHash: string;
  title: string;
}

/** A project by its manuscript; null when there is none. */
export function findProjectFacts(db: ReadDb, id: ProjectId): ProjectFacts | null {
  const row = statement<[ProjectId], ProjectFacts>(
    db,
    'SELECT id, source_hash AS sourceHash, title FROM projects WHERE id = ?',
  ).get(id);
  return row ?? null;
}
