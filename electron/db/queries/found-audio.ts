import type { ChunkId, PredictionId, ProjectId, SectionId } from '../../contract/ids.ts';
import type { Voice } from '../../contract/voice.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, statement } from '../statement.ts';
import type { PredictionFacts } from './identities.ts';

/** A prediction that is known from what its audio says of itself. */
export interface FoundPrediction extends Omit<PredictionFacts, 'id' | 'rate' | 'unidentified'> {
  /** The number that it had, and has again; null for the next free one. */
  id: PredictionId | null;
  kind: 'chunk' | 'try';
  /** Null when its project is not here. */
  project: ProjectId | null;
  section: SectionId | null;
  chunk: ChunkId | null;
  /** The number of the project in whose folder its files are, while that project is not here. */
  home: number | null;
  /** The hash of its manuscript; null for a try. */
  sourceHash: string | null;
  engine: Voice['engine'];
}

/** What there is of a prediction, to be compared with what a file says. */
export interface KnownPrediction {
  id: PredictionId;
  state: string;
  text: string;
  speechKey: string;
  inputHash: string | null;
  remoteId: string | null;
}

/** The paths, within the library, of the files that takes have, and of the originals that they were made of. */
export function listKnownFiles(db: ReadDb): Set<string> {
  const files = statement<[], { file: string }>(
    db,
    'SELECT file FROM takes UNION SELECT original FROM takes WHERE original IS NOT NULL',
  ).all();
  return new Set(files.map(({ file }) => file));
}

/** A prediction by its number, or by the service's id of it; null when there is none. */
export function findKnown(
  db: ReadDb,
  by: { id: PredictionId } | { remoteId: string },
): KnownPrediction | null {
  const [column, value] = 'id' in by ? ['id', by.id] : ['remote_id', by.remoteId];
  const row = statement<[string | number], KnownPrediction>(
    db,
    `SELECT id, state, text, speech_key AS speechKey, input_hash AS inputHash, remote_id AS remoteId
       FROM predictions WHERE ${column} = ?`,
  ).get(value);
  return row ?? null;
}

/** Records a prediction that gave audio. */
export function insertFoundPrediction(db: WriteDb, found: FoundPrediction): PredictionId {
  const row = statement<[FoundPrediction], { id: PredictionId }>(
    db,
    `INSERT INTO predictions
       (id, kind, project_id, section_id, chunk_id, home, source_hash, engine, voice, text, speech_key, input,
        input_hash, service, spoken_text, revision, maker, state, created_at, ended_at, sent_at, remote_id, remote_status,
        predict_time, cost, rate)
     VALUES
       (@id, @kind, @project, @section, @chunk, @home, @sourceHash, @engine, @voice, @text, @speechKey, @input,
        @inputHash, @service, @input ->> '$.text', @revision, @maker, 'succeeded', @createdAt, @createdAt,
        iif(@service IS NULL, NULL, @createdAt), @remoteId, iif(@remoteId IS NULL, NULL, 'succeeded'),
        @predictTime, @cost, coalesce(@cost / nullif(@predictTime, 0), 0))
     RETURNING id`,
  ).get(found);
  return one(row).id;
}

/** Ends a known prediction as one that gave audio, with what its audio tells of it. */
export function confirmPrediction(
  db: WriteDb,
  id: PredictionId,
  { remoteId, predictTime, cost }: Pick<FoundPrediction, 'remoteId' | 'predictTime' | 'cost'>,
): void {
  statement(
    db,
    `UPDATE predictions
        SET state = 'succeeded', problem = NULL, remote_id = coalesce(remote_id, ?),
            predict_time = coalesce(predict_time, ?), cost = coalesce(cost, ?),
            ended_at = coalesce(ended_at, created_at)
      WHERE id = ?`,
  ).run(remoteId, predictTime, cost, id);
}

/** A chunk that is spoken, by its text. */
export interface ChunkText {
  id: ChunkId;
  section: SectionId;
  text: string;
}

/** What is spoken of a project, in reading order. */
export function listChunkTexts(db: ReadDb, project: ProjectId): ChunkText[] {
  return statement<[ProjectId], ChunkText>(
    db,
    `SELECT chunks.id, section_id AS section, coalesce(say_as, correction, text) AS text
       FROM chunks JOIN sections ON sections.id = section_id
      WHERE chunks.project_id = ? AND kind = 'speech' ORDER BY sections.position, chunks.from_paragraph, chunks.from_offset`,
  ).all(project);
}
