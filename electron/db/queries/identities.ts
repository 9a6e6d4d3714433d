import type { PredictionId, ProjectId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { statement } from '../statement.ts';
import type { ProvableTake } from './takes.ts';

/** What a prediction's audio has to say of itself, as it is stored. */
export interface PredictionFacts {
  id: PredictionId;
  text: string;
  /** JSON. */
  voice: string;
  revision: string | null;
  /** Who made the sound. */
  maker: string | null;
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
    `SELECT id, text, voice, revision, maker, speech_key AS speechKey, input, input_hash AS inputHash, service,
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

/** The first take behind the one with this id whose samples were never hashed; null when there is none. */
export function nextUnproven(db: ReadDb, after: number): ProvableTake | null {
  const row = statement<[number], ProvableTake>(
    db,
    `SELECT id, prediction_id AS prediction, file, sample_rate AS sampleRate, samples, sha256
       FROM takes INDEXED BY takes_unidentified WHERE sha256 IS NULL AND id > ? ORDER BY id LIMIT 1`,
  ).get(after);
  return row ?? null;
}

/**
 * The first prediction behind the one with this id that has ended and whose audio need not say what it is; null when
 * there is none.
 */
export function nextUnidentified(
  db: ReadDb,
  after: number,
): { id: PredictionId; project: ProjectId | null } | null {
  const row = statement<[number], { id: PredictionId; project: ProjectId | null }>(
    db,
    `SELECT id, project_id AS project FROM predictions INDEXED BY predictions_unidentified
      WHERE unidentified = 1 AND id > ? AND state NOT IN ('running', 'unknown') ORDER BY id LIMIT 1`,
  ).get(after);
  return row ?? null;
}

/** Writes down that the audio of a prediction says what it is from now on. */
export function markIdentified(db: WriteDb, id: PredictionId): void {
  statement(db, 'UPDATE predictions SET unidentified = 0 WHERE id = ?').run(id);
}

/** Where the takes of a prediction have their audio as it was received. */
export function listOriginals(db: ReadDb, id: PredictionId): string[] {
  const rows = statement<[PredictionId], { original: string }>(
    db,
    'SELECT original FROM takes INDEXED BY takes_prediction WHERE prediction_id = ? AND original IS NOT NULL',
  ).all(id);
  return [...new Set(rows.map(({ original }) => original))];
}
