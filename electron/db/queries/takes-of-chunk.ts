import type { ChunkId, PredictionId, TakeId } from '../../contract/ids.ts';
import type { ReadDb } from '../connection.ts';
import { statement } from '../statement.ts';
import type { ChunkRow } from './chunks.ts';

/** A take that is, or was, for what a chunk now holds. */
export interface TakeOfChunk {
  id: TakeId;
  prediction: PredictionId;
  key: string;
  standsIn: number;
  /** The chunk that its prediction was for, which may be gone; null when that is not known. */
  chunk: ChunkId | null;
  fromParagraph: number | null;
  fromOffset: number | null;
  toParagraph: number | null;
  toOffset: number | null;
  /** What is spoken in it. */
  text: string;
  /** JSON. */
  voice: string;
  samples: number;
  sampleRate: number;
  peak: number;
  rms: number;
  clipped: number;
  cost: number | null;
  createdAt: string;
}

/**
 * The takes of a chunk's project that are of its very words, or whose prediction was for this chunk or for text that it
 * now holds: also those of the pieces that it was made of, and of the piece that it was cut from.
 */
export function listTakesOfChunk(db: ReadDb, chunk: ChunkRow): TakeOfChunk[] {
  const { id, project, section, wanted, place } = chunk;
  return statement<[Record<string, unknown>], TakeOfChunk>(
    db,
    `SELECT takes.id, prediction_id AS prediction, key, stands_in AS standsIn, chunk_id AS chunk,
            from_paragraph AS fromParagraph, from_offset AS fromOffset, to_paragraph AS toParagraph,
            to_offset AS toOffset, text, voice, samples, sample_rate AS sampleRate, peak, rms, clipped,
            cost, takes.created_at AS createdAt
       FROM takes JOIN predictions ON predictions.id = prediction_id
      WHERE takes.id IN (
        SELECT id FROM takes WHERE key = @wanted AND project_id = @project
        UNION SELECT takes.id FROM chunks JOIN takes ON takes.words = chunks.words
               WHERE chunks.id = @id AND takes.project_id = @project
        UNION SELECT takes.id FROM predictions JOIN takes ON prediction_id = predictions.id
               WHERE chunk_id = @id AND takes.project_id = @project
        UNION SELECT takes.id FROM predictions JOIN takes ON prediction_id = predictions.id
               WHERE section_id = @section AND takes.project_id = @project
                 AND (from_paragraph, from_offset) < (@toParagraph, @toOffset)
                 AND (to_paragraph, to_offset) > (@fromParagraph, @fromOffset))`,
  ).all({ id, project, section, wanted, ...place });
}
