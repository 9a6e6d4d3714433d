import type { ChunkId, PredictionId, ProjectId, TakeId } from '../../contract/ids.ts';
import type { ReadDb } from '../connection.ts';
import { statement } from '../statement.ts';
import type { NewTake, TakeFile } from './takes.ts';

// A take is as often in the table as there are rates at which it is kept: the first is the one that the others are
// made of.

/** A take of which there is no copy at some rate. */
export type RatedTake = TakeFile &
  Pick<NewTake, 'prediction' | 'key' | 'words' | 'original'> & { standsIn: number; createdAt: string };

/** The takes of a project, or of one prediction for it, of which there is no copy at a rate (Hz), the oldest first. */
export function listTakesWithoutRate(
  db: ReadDb,
  {
    project,
    sampleRate,
    prediction,
  }: { project: ProjectId; sampleRate: number; prediction?: PredictionId | undefined },
): RatedTake[] {
  return statement<[Record<string, unknown>], RatedTake>(
    db,
    `SELECT id, prediction_id AS prediction, key, words, stands_in AS standsIn, file, original, samples, sha256,
            created_at AS createdAt
       FROM takes AS first
      WHERE project_id = @project AND sample_rate <> @sampleRate
        AND (@prediction IS NULL OR prediction_id = @prediction)
        AND id = (SELECT min(id) FROM takes INDEXED BY takes_prediction
                   WHERE prediction_id = first.prediction_id AND key = first.key AND project_id = @project)
        AND NOT EXISTS (SELECT 1 FROM takes INDEXED BY takes_prediction
                         WHERE prediction_id = first.prediction_id AND key = first.key AND project_id = @project
                           AND sample_rate = @sampleRate)
      ORDER BY id`,
  ).all({ project, sampleRate, prediction: prediction ?? null });
}

/** The takes that a person chose in a project, each with its copy at a rate (Hz); null where there is none. */
export function listChosenAtRate(
  db: ReadDb,
  project: ProjectId,
  sampleRate: number,
): { chunk: ChunkId; take: TakeId | null }[] {
  return statement<[Record<string, unknown>], { chunk: ChunkId; take: TakeId | null }>(
    db,
    `SELECT chunks.id AS chunk,
            (SELECT max(copy.id) FROM takes AS copy INDEXED BY takes_prediction
              WHERE copy.prediction_id = takes.prediction_id AND copy.key = takes.key
                AND copy.project_id = takes.project_id AND copy.sample_rate = @sampleRate) AS take
       FROM chunks JOIN takes ON takes.id = chosen_id
      WHERE chunks.project_id = @project`,
  ).all({ project, sampleRate });
}
