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

const columns = `takes.id, takes.prediction_id AS prediction, takes.key, takes.stands_in AS standsIn,
  predictions.chunk_id AS chunk, predictions.from_paragraph AS fromParagraph,
  predictions.from_offset AS fromOffset, predictions.to_paragraph AS toParagraph,
  predictions.to_offset AS toOffset, predictions.text, predictions.voice, takes.samples,
  takes.sample_rate AS sampleRate, takes.peak, takes.rms, takes.clipped, predictions.cost,
  takes.created_at AS createdAt`;

/** Takes are kept at other rates, too: these are heard. */
const atRate = 'takes.sample_rate = (SELECT sample_rate FROM projects WHERE projects.id = takes.project_id)';

/**
 * The takes of a chunk's project that are of its very words, or whose prediction was for this chunk or for text that it
 * now holds: also those of the pieces that it was made of, and of the piece that it was cut from.
 */
export function listTakesOfChunk(db: ReadDb, chunk: ChunkRow): TakeOfChunk[] {
  const { id, project, section, wanted, place } = chunk;
  const all = [
    ...statement<[Record<string, unknown>], TakeOfChunk>(
      db,
      `SELECT ${columns} FROM takes CROSS JOIN predictions ON predictions.id = prediction_id
        WHERE key = @wanted AND takes.project_id = @project AND ${atRate}`,
    ).all({ wanted, project }),
    ...statement<[Record<string, unknown>], TakeOfChunk>(
      db,
      `SELECT ${columns}
         FROM chunks
        CROSS JOIN takes INDEXED BY takes_words ON takes.words = chunks.words AND takes.project_id = chunks.project_id
        CROSS JOIN predictions ON predictions.id = prediction_id
        WHERE chunks.id = @id AND ${atRate}`,
    ).all({ id }),
    ...statement<[Record<string, unknown>], TakeOfChunk>(
      db,
      `SELECT ${columns}
         FROM predictions INDEXED BY predictions_chunk
        CROSS JOIN takes INDEXED BY takes_prediction ON prediction_id = predictions.id
        WHERE chunk_id = @id AND takes.project_id = @project AND ${atRate}`,
    ).all({ id, project }),
    ...statement<[Record<string, unknown>], TakeOfChunk>(
      db,
      `SELECT ${columns}
         FROM predictions INDEXED BY predictions_section
        CROSS JOIN takes INDEXED BY takes_prediction ON prediction_id = predictions.id
        WHERE predictions.section_id = @section AND takes.project_id = @project
          AND (predictions.from_paragraph, predictions.from_offset) < (@toParagraph, @toOffset)
          AND (predictions.to_paragraph, predictions.to_offset) > (@fromParagraph, @fromOffset) AND ${atRate}`,
    ).all({ section, project, ...place }),
  ];
  return [...new Map(all.map((take) => [take.id, take])).values()];
}
