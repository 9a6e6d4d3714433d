import type { ChunkId, PredictionId, ProjectId, SectionId } from '../../contract/ids.ts';
import type { Voice } from '../../contract/voice.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, statement } from '../statement.ts';
import type { PredictionFacts } from './identities.ts';
import type { Place } from '../../base/locate-chunks.ts';
import { placeColumns, placeValues } from './predictions.ts';

/** A prediction that is known from what its audio says of itself. */
export interface FoundPrediction extends Omit<PredictionFacts, 'id' | 'rate' | 'unidentified'> {
  /** The number that it had, and has again; null for the next free one. */
  id: PredictionId | null;
  kind: 'chunk' | 'try';
  /** Null when its project is not here. */
  project: ProjectId | null;
  section: SectionId | null;
  chunk: ChunkId | null;
  /** Where in the text of its section; null when that is not known. */
  place?: Place | null;
  /** The number of the project in whose folder its files are, while that project is not here. */
  home: number | null;
  /** The hash of its manuscript; null for a try. */
  sourceHash: string | null;
  engine: Voice['engine'];
  /** Whether it cost money. */
  paid: boolean;
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

/** Whether a take has this file (its path within the library), or was made of it as it was received. */
export function isKnownFile(db: ReadDb, file: string): boolean {
  const found = statement(
    db,
    'SELECT 1 FROM takes WHERE file = @file UNION ALL SELECT 1 FROM takes WHERE original = @file',
  ).get({ file });
  return found !== undefined;
}

/** A prediction by its number; null when there is none. */
export function findKnown(db: ReadDb, id: PredictionId): KnownPrediction | null {
  const row = statement<[PredictionId], KnownPrediction>(
    db,
    `SELECT id, state, text, speech_key AS speechKey, input_hash AS inputHash, remote_id AS remoteId
       FROM predictions WHERE id = ?`,
  ).get(id);
  return row ?? null;
}

/** Records a prediction that gave audio. */
export function insertFoundPrediction(db: WriteDb, found: FoundPrediction): PredictionId {
  const { place, paid, ...rest } = found;
  const row = statement<[Record<string, unknown>], { id: PredictionId }>(
    db,
    `INSERT INTO predictions
       (id, kind, project_id, section_id, chunk_id, ${placeColumns}, home, source_hash, engine, voice, text, speech_key, input,
        input_hash, service, spoken_text, revision, maker, state, created_at, ended_at, sent_at, remote_id, remote_status,
        predict_time, cost, paid, rate)
     VALUES
       (@id, @kind, @project, @section, @chunk, @fromParagraph, @fromOffset, @toParagraph, @toOffset, @home, @sourceHash, @engine, @voice, @text, @speechKey, @input,
        @inputHash, @service, @input ->> '$.text', @revision, @maker, 'succeeded', @createdAt, @createdAt,
        iif(@service IS NULL, NULL, @createdAt), @remoteId, iif(@remoteId IS NULL, NULL, 'succeeded'),
        @predictTime, @cost, @paid, coalesce(@cost / nullif(@predictTime, 0), 0))
     RETURNING id`,
  ).get({ ...rest, paid: Number(paid), ...placeValues(place) });
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
       FROM sections CROSS JOIN chunks ON section_id = sections.id
      WHERE sections.project_id = ? AND kind = 'speech'
      ORDER BY sections.position, chunks.from_paragraph, chunks.from_offset`,
  ).all(project);
}
