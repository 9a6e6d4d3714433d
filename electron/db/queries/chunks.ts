import type { Boundary } from '../../contract/chunk.ts';
import type { ChunkId, PredictionId, SectionId, TakeId } from '../../contract/ids.ts';
import type { Problem } from '../../contract/problem.ts';
import { problemSchema } from '../../contract/problem-schema.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { parseJson, statement } from '../statement.ts';

/** The chosen take of a chunk. */
export interface ChosenTake {
  id: TakeId;
  prediction: PredictionId;
  speechKey: string;
  /** Path within the library. */
  file: string;
  samples: number;
  /** dBFS. */
  peak: number;
  /** dBFS. */
  rms: number;
  clipped: number;
}

/** A chunk as it is stored, with its chosen take. */
export interface ChunkRow {
  id: ChunkId;
  section: SectionId;
  kind: 'speech' | 'ornament';
  text: string;
  boundary: Boundary;
  take: ChosenTake | null;
  problem: Problem | null;
}

interface RawChunk {
  id: ChunkId;
  section_id: SectionId;
  kind: ChunkRow['kind'];
  text: string;
  boundary: Boundary;
  problem: string | null;
  take_id: TakeId | null;
  prediction_id: PredictionId;
  speech_key: string;
  file: string;
  samples: number;
  peak: number;
  rms: number;
  clipped: number;
}

const select = `SELECT chunks.id, section_id, kind, text, boundary, problem, take_id,
                       prediction_id, takes.speech_key, file, samples, peak, rms, clipped
                  FROM chunks LEFT JOIN takes ON takes.id = chunks.take_id`;

/** The chunks of a section in reading order. */
export function listChunks(db: ReadDb, section: SectionId): ChunkRow[] {
  return statement<[SectionId], RawChunk>(db, `${select} WHERE section_id = ? ORDER BY position`)
    .all(section)
    .map(toChunk);
}

/** One chunk; null when there is none. */
export function findChunk(db: ReadDb, id: ChunkId): ChunkRow | null {
  const row = statement<[ChunkId], RawChunk>(db, `${select} WHERE chunks.id = ?`).get(id);
  return row === undefined ? null : toChunk(row);
}

/** Chooses the take that is heard for a chunk, which settles its problem; null chooses none. */
export function chooseTake(db: WriteDb, chunk: ChunkId, take: TakeId | null): void {
  statement(db, 'UPDATE chunks SET take_id = ?, problem = NULL WHERE id = ?').run(take, chunk);
}

/** Records why the last prediction of a chunk gave no take. */
export function recordProblem(db: WriteDb, chunk: ChunkId, problem: Problem): void {
  statement(db, 'UPDATE chunks SET problem = ? WHERE id = ?').run(JSON.stringify(problem), chunk);
}

function toChunk(row: RawChunk): ChunkRow {
  const { id, section_id: section, kind, text, boundary } = row;
  const problem = row.problem === null ? null : problemSchema.parse(parseJson(row.problem));
  if (row.take_id === null) return { id, section, kind, text, boundary, problem, take: null };
  const { prediction_id: prediction, speech_key: speechKey, file, samples, peak, rms, clipped } = row;
  const take = { id: row.take_id, prediction, speechKey, file, samples, peak, rms, clipped };
  return { id, section, kind, text, boundary, problem, take };
}
