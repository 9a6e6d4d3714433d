import type { Boundary } from '../../contract/chunk.ts';
import type { ChunkId, PredictionId, SectionId, TakeId, VoiceId } from '../../contract/ids.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Voice } from '../../contract/voice.ts';
import { problemSchema } from '../../contract/problem-schema.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, parseJson, statement } from '../statement.ts';

/** The chosen take of a chunk. */
export interface ChosenTake {
  id: TakeId;
  prediction: PredictionId;
  engine: Voice['engine'];
  /** The chunk's text as it was when the take was made. */
  text: string;
  speechKey: string;
  /** Path within the library. */
  file: string;
  samples: number;
  /** Hex SHA-256 of its samples; null for one of a Lectern that did not hash them. */
  sha256: string | null;
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
  /** The named voice of its own; null when it follows its section. */
  voice: VoiceId | null;
  seed: number | null;
  take: ChosenTake | null;
  problem: Problem | null;
}

interface RawChunk {
  id: ChunkId;
  section_id: SectionId;
  kind: ChunkRow['kind'];
  text: string;
  boundary: Boundary;
  voice_id: VoiceId | null;
  seed: number | null;
  problem: string | null;
  take_id: TakeId | null;
  prediction_id: PredictionId;
  engine: Voice['engine'];
  spoken: string;
  speech_key: string;
  file: string;
  samples: number;
  sha256: string | null;
  peak: number;
  rms: number;
  clipped: number;
}

const select = `SELECT chunks.id, chunks.section_id, chunks.kind, chunks.text, boundary, chunks.voice_id, seed,
                       chunks.problem, take_id, prediction_id, engine, predictions.text AS spoken,
                       takes.speech_key, file, samples, sha256, peak, rms, clipped
                  FROM chunks
                  LEFT JOIN takes ON takes.id = chunks.take_id
                  LEFT JOIN predictions ON predictions.id = prediction_id`;

/** The chunks of a section in reading order. */
export function listChunks(db: ReadDb, section: SectionId): ChunkRow[] {
  return statement<[SectionId], RawChunk>(db, `${select} WHERE chunks.section_id = ? ORDER BY position`)
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

/** Forgets why the last prediction of a chunk gave no take: it is simply to be spoken. */
export function clearProblem(db: WriteDb, chunk: ChunkId): void {
  statement(db, 'UPDATE chunks SET problem = NULL WHERE id = ?').run(chunk);
}

/** Gives a chunk a named voice and a seed of its own, or takes them away. */
export function updateChunkVoice(
  db: WriteDb,
  { id, voice, seed }: Pick<ChunkRow, 'id' | 'voice' | 'seed'>,
): void {
  statement(db, 'UPDATE chunks SET voice_id = ?, seed = ? WHERE id = ?').run(voice, seed, id);
}

/**
 * Cuts a chunk in two: it keeps `first` with the boundary between them, and a new one behind it takes `second` with
 * the boundary that the whole had. The answer is the new one. What was spoken of the whole stays among the takes.
 */
export function cutChunk(
  db: WriteDb,
  id: ChunkId,
  { first, second, boundary }: { first: string; second: string; boundary: Boundary },
): ChunkId {
  // Positions are unique: those behind move by way of negative ones.
  const behind = `section_id = (SELECT section_id FROM chunks WHERE id = ?)
                  AND position > (SELECT position FROM chunks WHERE id = ?)`;
  statement(db, `UPDATE chunks SET position = -position - 1 WHERE ${behind}`).run(id, id);
  statement(
    db,
    `UPDATE chunks SET position = -position
      WHERE section_id = (SELECT section_id FROM chunks WHERE id = ?) AND position < 0`,
  ).run(id);
  const row = statement<[string, ChunkId], { id: ChunkId }>(
    db,
    `INSERT INTO chunks (section_id, position, kind, text, boundary, paragraph, voice_id, seed)
     SELECT section_id, position + 1, kind, ?, boundary, paragraph, voice_id, seed FROM chunks WHERE id = ?
     RETURNING id`,
  ).get(second, id);
  statement(db, 'UPDATE chunks SET text = ?, boundary = ?, take_id = NULL, problem = NULL WHERE id = ?').run(
    first,
    boundary,
    id,
  );
  return one(row).id;
}

function toChunk(row: RawChunk): ChunkRow {
  const { id, section_id: section, kind, text, boundary, voice_id: voice, seed } = row;
  const problem = row.problem === null ? null : problemSchema.parse(parseJson(row.problem));
  const chunk = { id, section, kind, text, boundary, voice, seed, problem };
  if (row.take_id === null) return { ...chunk, take: null };
  const { prediction_id: prediction, engine, spoken, speech_key: speechKey } = row;
  const { file, samples, sha256, peak, rms, clipped } = row;
  const facts = { prediction, engine, text: spoken, speechKey, file, samples, sha256, peak, rms, clipped };
  return { ...chunk, take: { id: row.take_id, ...facts } };
}
