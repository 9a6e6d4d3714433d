import type { ChunkId, PredictionId, ProjectId, TakeId } from '../../contract/ids.ts';
import type { Problem } from '../../contract/problem.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, statement } from '../statement.ts';
import { ofInput, type InputKey } from './predictions.ts';

/** A take whose file is safely on the disk. */
export interface NewTake {
  /** Null for a try's. */
  project: ProjectId | null;
  prediction: PredictionId;
  /** What it was made of: who spoke, with which settings, which words. */
  key: string;
  /** The hash of the words alone. */
  words: string;
  /** Whether it may stand in, as a draft, for other voices. */
  standsIn: boolean;
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
export type TakeFile = { id: TakeId } & Pick<NewTake, 'file' | 'samples' | 'sha256'>;

/** What it takes to prove that a take is what it was. */
export type ProvableTake = TakeFile & Pick<NewTake, 'prediction' | 'sampleRate'>;

/** A take that may be heard for an equal request, too. */
export type EqualTake = TakeFile & Omit<NewTake, 'key' | 'words' | 'standsIn'>;

/** Records a take, which whatever wants it hears from now on; one that was found is as old as it says (ISO 8601). */
export function insertTake(db: WriteDb, take: NewTake, createdAt = new Date().toISOString()): TakeId {
  const row = statement<[Record<string, unknown>], { id: TakeId }>(
    db,
    `INSERT INTO takes
       (project_id, prediction_id, key, words, stands_in, file, original, sample_rate, samples, sha256, peak, rms,
        clipped, created_at)
     VALUES
       (@project, @prediction, @key, @words, @standsIn, @file, @original, @sampleRate, @samples, @sha256, @peak, @rms,
        @clipped, @createdAt)
     RETURNING id`,
  ).get({ ...take, standsIn: Number(take.standsIn), createdAt });
  return one(row).id;
}

const equalColumns = `takes.id, takes.project_id AS project, prediction_id AS prediction, file, original,
  sample_rate AS sampleRate, samples, sha256, peak, rms, clipped`;

const newestFirst = (a: TakeFile, b: TakeFile): number => b.id - a.id;

/** The takes of any project or try that were made from an equal input, at any rate, newest first. */
export function listTakesOfInput(db: ReadDb, input: InputKey): EqualTake[] {
  return statement<[InputKey], EqualTake>(
    db,
    `SELECT ${equalColumns}
       FROM predictions CROSS JOIN takes INDEXED BY takes_prediction ON prediction_id = predictions.id
      WHERE ${ofInput}`,
  )
    .all(input)
    .toSorted(newestFirst);
}

/** The takes of any project or try with this key, at any rate, that the service of this input made, newest first. */
export function listTakesOfKey(
  db: ReadDb,
  key: string,
  { service, origin }: Pick<InputKey, 'service' | 'origin'>,
): EqualTake[] {
  return statement<[Record<string, unknown>], EqualTake>(
    db,
    `SELECT ${equalColumns} FROM takes CROSS JOIN predictions ON predictions.id = prediction_id
      WHERE key = @key AND (service IS @service OR service IS @origin)`,
  )
    .all({ key, service, origin })
    .toSorted(newestFirst);
}

/** Whether there is a take of this key, in any project or try, that this service made. */
export function hasTakeOfKey(
  db: ReadDb,
  key: string,
  { service, origin }: Pick<InputKey, 'service' | 'origin'>,
): boolean {
  const found = statement<[Record<string, unknown>]>(
    db,
    `SELECT 1 FROM takes JOIN predictions ON predictions.id = prediction_id
      WHERE key = @key AND (service IS @service OR service IS @origin) LIMIT 1`,
  ).get({ key, service, origin });
  return found !== undefined;
}

/** Whether a project has a take of this key. */
export function hasTakeIn(db: ReadDb, project: ProjectId, key: string): boolean {
  const found = statement<[string, ProjectId]>(
    db,
    'SELECT 1 FROM takes INDEXED BY takes_key WHERE key = ? AND project_id = ? LIMIT 1',
  ).get(key, project);
  return found !== undefined;
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

/** Whether a project has a take of a prediction with this key, at a rate (Hz). */
export function hasTake(
  db: ReadDb,
  { project, prediction, key, sampleRate }: Pick<NewTake, 'project' | 'prediction' | 'key' | 'sampleRate'>,
): boolean {
  const found = statement<[Record<string, unknown>]>(
    db,
    `SELECT 1 FROM takes
      WHERE prediction_id = @prediction AND key = @key AND project_id IS @project AND sample_rate = @sampleRate`,
  ).get({ project, prediction, key, sampleRate });
  return found !== undefined;
}

/** At which rate (Hz) a file of the library is kept; null when it is no take's. */
export function findRateOfFile(db: ReadDb, file: string): number | null {
  const row = statement<[string], { sampleRate: number }>(
    db,
    'SELECT sample_rate AS sampleRate FROM takes WHERE file = ? LIMIT 1',
  ).get(file);
  return row?.sampleRate ?? null;
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
  /** A chunk that it is heard for; null for none. */
  chunk: ChunkId | null;
  /** The title of that chunk's section. */
  section: string | null;
  /** What is spoken in it. */
  text: string;
}

/** Every take that has the same file as this one, itself included, with each chunk that it is heard for. */
export function listTakesOfSameFile(db: ReadDb, id: TakeId): KnownTake[] {
  return statement<[TakeId], KnownTake>(
    db,
    `SELECT takes.id, takes.prediction_id AS prediction, predictions.project_id AS project, chunks.id AS chunk,
            sections.title AS section, predictions.text
       FROM takes AS asked
       JOIN takes ON takes.prediction_id = asked.prediction_id AND takes.file = asked.file
       JOIN predictions ON predictions.id = takes.prediction_id
       LEFT JOIN chunks ON chunks.heard_id = takes.id
       LEFT JOIN sections ON sections.id = chunks.section_id
      WHERE asked.id = ? ORDER BY takes.id, chunks.id`,
  ).all(id);
}

/** Records a problem with every chunk that a take is heard for. */
export function recordProblemOfTake(db: WriteDb, take: TakeId, problem: Problem): void {
  statement(db, 'UPDATE chunks SET problem = ? WHERE heard_id = ?').run(JSON.stringify(problem), take);
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

/** The chunks that hear a take, or want what it is. */
export function listHearers(db: ReadDb, take: TakeId): ChunkId[] {
  return statement<[TakeId], { id: ChunkId }>(db, 'SELECT id FROM chunks WHERE heard_id = ?')
    .all(take)
    .map(({ id }) => id);
}
