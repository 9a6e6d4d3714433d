import type { ChunkId, PredictionId, ProjectId, TakeId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, statement } from '../statement.ts';
import { ofInput, type InputKey } from './predictions.ts';

/** A take whose file is safely on the disk. */
export interface NewTake {
  /** Null for a try's. */
  chunk: ChunkId | null;
  prediction: PredictionId;
  speechKey: string;
  /** Path within the library. */
  file: string;
  /** Where the audio is as it was received, within the library; null when it was not kept. */
  original: string | null;
  /** Hz. */
  sampleRate: number;
  samples: number;
  /** Hex SHA-256 of its samples; null for one of a Lectern that did not hash them. */
  sha256: string | null;
  /** dBFS. */
  peak: number;
  /** dBFS. */
  rms: number;
  clipped: number;
}

/** Where a take is and how long. */
export interface TakeFile {
  id: TakeId;
  /** Path within the library. */
  file: string;
  samples: number;
  /** Hex SHA-256 of its samples; null for one of a Lectern that did not hash them. */
  sha256: string | null;
}

/** What it takes to prove that a take is what it was. */
export type ProvableTake = TakeFile & Pick<NewTake, 'prediction' | 'sampleRate'>;

/** Records a take; one that was found is as old as it says (ISO 8601). */
export function insertTake(db: WriteDb, take: NewTake, createdAt = new Date().toISOString()): TakeId {
  const row = statement<[Record<string, unknown>], { id: TakeId }>(
    db,
    `INSERT INTO takes
       (chunk_id, prediction_id, speech_key, file, original, sample_rate, samples, sha256, peak, rms, clipped,
        created_at)
     VALUES
       (@chunk, @prediction, @speechKey, @file, @original, @sampleRate, @samples, @sha256, @peak, @rms, @clipped,
        @createdAt)
     RETURNING id`,
  ).get({ ...take, createdAt });
  return one(row).id;
}

/** The newest take of a chunk that was made from this very request; null when there is none. */
export function findTake(db: ReadDb, chunk: ChunkId, speechKey: string): TakeFile | null {
  const row = statement<[ChunkId, string], TakeFile>(
    db,
    'SELECT id, file, samples, sha256 FROM takes WHERE chunk_id = ? AND speech_key = ? ORDER BY id DESC LIMIT 1',
  ).get(chunk, speechKey);
  return row ?? null;
}

/** The takes of any chunk or try that were made from an equal input, newest first. */
export function listTakesOfInput(db: ReadDb, input: InputKey, sampleRate: number): (NewTake & TakeFile)[] {
  return statement<[InputKey & { sampleRate: number }], NewTake & TakeFile>(
    db,
    `SELECT takes.id, takes.chunk_id AS chunk, prediction_id AS prediction, takes.speech_key AS speechKey, file,
            original, sample_rate AS sampleRate, samples, sha256, peak, rms, clipped
       FROM predictions JOIN takes ON prediction_id = predictions.id
      WHERE ${ofInput} AND sample_rate = @sampleRate ORDER BY takes.id DESC`,
  ).all({ ...input, sampleRate });
}

/** Where a take is; null when there is no such take. */
export function findTakeFile(db: ReadDb, id: TakeId): TakeFile | null {
  const row = statement<[TakeId], TakeFile>(
    db,
    'SELECT id, file, samples, sha256 FROM takes WHERE id = ?',
  ).get(id);
  return row ?? null;
}

/** The newest take that a prediction gave; null when it gave none that is still there. */
export function findTakeOf(db: ReadDb, prediction: PredictionId): TakeFile | null {
  const row = statement<[PredictionId], TakeFile>(
    db,
    'SELECT id, file, samples, sha256 FROM takes WHERE prediction_id = ? ORDER BY id DESC LIMIT 1',
  ).get(prediction);
  return row ?? null;
}

/** Writes down the hash of samples that had none: of every take that has this one's file. */
export function setTakeHash(
  db: WriteDb,
  { prediction, file }: Pick<NewTake, 'prediction' | 'file'>,
  sha256: string,
): void {
  statement(db, 'UPDATE takes SET sha256 = ? WHERE prediction_id = ? AND file = ? AND sha256 IS NULL').run(
    sha256,
    prediction,
    file,
  );
}

/** Forgets a take whose file is gone. */
export function deleteTake(db: WriteDb, id: TakeId): void {
  statement(db, 'DELETE FROM takes WHERE id = ?').run(id);
}

/** A take by what a person knows of it. */
export interface KnownTake {
  id: TakeId;
  prediction: PredictionId;
  /** Whose paid audio it was made of; null for a try. */
  project: ProjectId | null;
  /** Null for a try's. */
  chunk: ChunkId | null;
  /** The title of the chunk's section; null for a try's. */
  section: string | null;
  /** What is spoken in it. */
  text: string;
}

/** Every take that has the same file as this one, itself included. */
export function listTakesOfSameFile(db: ReadDb, id: TakeId): KnownTake[] {
  return statement<[TakeId], KnownTake>(
    db,
    `SELECT takes.id, takes.prediction_id AS prediction, predictions.project_id AS project, takes.chunk_id AS chunk,
            sections.title AS section, coalesce(chunks.text, predictions.text) AS text
       FROM takes AS asked
       JOIN takes ON takes.prediction_id = asked.prediction_id AND takes.file = asked.file
       JOIN predictions ON predictions.id = takes.prediction_id
       LEFT JOIN chunks ON chunks.id = takes.chunk_id
       LEFT JOIN sections ON sections.id = chunks.section_id
      WHERE asked.id = ? ORDER BY takes.id`,
  ).all(id);
}

/** What it takes to prove a take; null when there is no such take. */
export function findProvableTake(db: ReadDb, id: TakeId): ProvableTake | null {
  const row = statement<[TakeId], ProvableTake>(
    db,
    `SELECT id, prediction_id AS prediction, file, sample_rate AS sampleRate, samples, sha256
       FROM takes WHERE id = ?`,
  ).get(id);
  return row ?? null;
}
