import type { ChunkId, PredictionId, ProjectId } from '../../contract/ids.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Voice } from '../../contract/voice.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, statement } from '../statement.ts';

/** The intent to have a chunk spoken, written before the engine is asked. */
export interface Intent {
  chunk: ChunkId;
  voice: Voice;
  text: string;
  speechKey: string;
}

/** A prediction that was under way when the process ended. */
export interface Interrupted {
  id: PredictionId;
  chunk: ChunkId;
  project: ProjectId;
  speechKey: string;
  /** Hz. */
  sampleRate: number;
}

/** Writes down that a chunk is about to be spoken. */
export function beginPrediction(db: WriteDb, { chunk, voice, text, speechKey }: Intent): PredictionId {
  const row = statement<[ChunkId, string, string, string, string, string], { id: PredictionId }>(
    db,
    `INSERT INTO predictions (chunk_id, engine, voice, text, speech_key, state, created_at)
     VALUES (?, ?, ?, ?, ?, 'running', ?) RETURNING id`,
  ).get(chunk, voice.engine, JSON.stringify(voice), text, speechKey, new Date().toISOString());
  return one(row).id;
}

/** Ends a prediction that gave audio; its facts are null for one that was found finished after a crash. */
export function succeedPrediction(
  db: WriteDb,
  id: PredictionId,
  facts: { predictTime: number; spokenText: string } | null,
): void {
  statement(
    db,
    `UPDATE predictions SET state = 'succeeded', ended_at = ?, predict_time = ?, spoken_text = ? WHERE id = ?`,
  ).run(new Date().toISOString(), facts?.predictTime ?? null, facts?.spokenText ?? null, id);
}

/** Ends a prediction that gave none: it failed, the person cancelled it, or Lectern ended under it. */
export function endPrediction(
  db: WriteDb,
  id: PredictionId,
  state: 'failed' | 'canceled' | 'aborted',
  problem: Problem | null,
): void {
  statement(db, 'UPDATE predictions SET state = ?, ended_at = ?, problem = ? WHERE id = ?').run(
    state,
    new Date().toISOString(),
    problem === null ? null : JSON.stringify(problem),
    id,
  );
}

/** The predictions that a killed process left behind. */
export function listInterrupted(db: ReadDb): Interrupted[] {
  return statement<[], Interrupted>(
    db,
    `SELECT predictions.id, chunk_id AS chunk, project_id AS project, speech_key AS speechKey,
            sample_rate AS sampleRate
       FROM predictions
       JOIN chunks ON chunks.id = chunk_id
       JOIN sections ON sections.id = section_id
       JOIN projects ON projects.id = project_id
      WHERE state = 'running' ORDER BY predictions.id`,
  ).all();
}
