import type { ChunkId, PredictionId, ProjectId, SectionId } from '../../contract/ids.ts';
import type { PredictionState } from '../../contract/prediction.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Voice } from '../../contract/voice.ts';
import type { Place } from '../../base/locate-chunks.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, statement } from '../statement.ts';

/** What makes two requests equal. */
export interface InputKey {
  /** The SHA-256 of what is sent, and of what will speak it. */
  hash: string;
  /** To whom: the service's whole address; null for a local engine. */
  service: string | null;
  /** Its origin, which stands for it in what a Lectern of before wrote down. */
  origin: string | null;
}

/** The condition of an equal input, on the columns of `predictions`; takes an {@link InputKey}. */
export const ofInput = 'input_hash = @hash AND (service IS @service OR service IS @origin)';

/** The columns of a place, in the order of `@fromParagraph, @fromOffset, @toParagraph, @toOffset`. */
export const placeColumns = 'from_paragraph, from_offset, to_paragraph, to_offset';

/** What is bound to the columns of a place. */
export function placeValues(
  place: Place | null | undefined,
): Readonly<{ [Column in keyof Place]: number | null }> {
  return place ?? { fromParagraph: null, fromOffset: null, toParagraph: null, toOffset: null };
}

/** The intent to have something spoken, written before the engine is asked. */
export interface Intent {
  /** Whom it is for, and where in its section's text that is, where it is known; null for a try. */
  target: {
    project: ProjectId;
    section: SectionId;
    chunk: ChunkId;
    place?: Place | null;
  } | null;
  voice: Voice;
  text: string;
  speechKey: string;
  /** JSON. */
  input: string;
  inputHash: string;
  /** The whole address of the service that is asked; null for a local engine. */
  service: string | null;
  spokenText: string;
  /** The engine's revision. */
  revision: string;
  /** Who makes the sound. */
  maker: string;
  notes: readonly string[];
  /** Whether it costs money. */
  paid: boolean;
  /** US dollars for a second of prediction. */
  rate: number;
}

/** What a service said of a prediction; times are ISO 8601, durations seconds. */
export interface Observation {
  id: string;
  status: string;
  startedAt: string | null;
  completedAt: string | null;
  predictTime: number | null;
  totalTime: number | null;
  logs: string | null;
}

const now = (): string => new Date().toISOString();

/** Writes down that something is about to be spoken. */
export function beginPrediction(db: WriteDb, intent: Intent): PredictionId {
  const { target, voice, notes, paid, ...rest } = intent;
  const row = statement<[Record<string, unknown>], { id: PredictionId }>(
    db,
    `INSERT INTO predictions
       (kind, project_id, section_id, chunk_id, ${placeColumns}, engine, voice, text, speech_key, input, input_hash,
        service, spoken_text, revision, maker, notes, state, created_at, paid, rate)
     VALUES
       (@kind, @project, @section, @chunk, @fromParagraph, @fromOffset, @toParagraph, @toOffset, @engine, @voice, @text,
        @speechKey, @input, @inputHash, @service, @spokenText, @revision, @maker, @notes, 'running', @now, @paid, @rate)
     RETURNING id`,
  ).get({
    ...rest,
    kind: target === null ? 'try' : 'chunk',
    project: target?.project ?? null,
    section: target?.section ?? null,
    chunk: target?.chunk ?? null,
    ...placeValues(target?.place),
    engine: voice.engine,
    voice: JSON.stringify(voice),
    notes: JSON.stringify(notes),
    paid: Number(paid),
    now: now(),
  });
  return one(row).id;
}

/**
 * Writes down when a request left, by this computer's clock and by the service's (null where that is not known); without
 * a time takes it back, when it is certain that nothing came of it.
 */
export function markSent(
  db: WriteDb,
  id: PredictionId,
  sentAt: string | null,
  sentThere: string | null = null,
): void {
  statement(db, `UPDATE predictions SET sent_at = ?, sent_there = ?, state = 'running' WHERE id = ?`).run(
    sentAt,
    sentThere,
    id,
  );
}

/** Whether the service took the request is not known. */
export function markUnknown(db: WriteDb, id: PredictionId): void {
  statement(db, `UPDATE predictions SET state = 'unknown' WHERE id = ?`).run(id);
}

/** Writes down what the service said; with its id known, an unknown prediction runs again. */
export function observePrediction(db: WriteDb, id: PredictionId, seen: Observation): void {
  statement<[Record<string, unknown>]>(
    db,
    `UPDATE predictions
        SET remote_id = @remote, remote_status = @status, started_at = coalesce(@startedAt, started_at),
            completed_at = coalesce(@completedAt, completed_at),
            predict_time = coalesce(@predictTime, predict_time),
            total_time = coalesce(@totalTime, total_time),
            cost = coalesce(@predictTime, predict_time) * rate,
            logs = coalesce(@logs, logs), state = iif(state = 'unknown', 'running', state)
      WHERE id = @id`,
  ).run({ ...seen, remote: seen.id, id });
}

/** Ends a prediction that gave audio, once; its time is null for one that was found finished after a crash. */
export function succeedPrediction(db: WriteDb, id: PredictionId, predictTime: number | null): void {
  statement<[Record<string, unknown>]>(
    db,
    `UPDATE predictions
        SET state = 'succeeded', ended_at = @now, predict_time = coalesce(@predictTime, predict_time),
            cost = coalesce(@predictTime, predict_time) * rate, problem = NULL
      WHERE id = @id AND state <> 'succeeded'`,
  ).run({ id, predictTime, now: now() });
}

/** Ends a prediction that gave none: it failed, the person cancelled it, or it was given up. */
export function endPrediction(
  db: WriteDb,
  id: PredictionId,
  state: 'failed' | 'cancelled' | 'aborted',
  problem: Problem | null,
): void {
  statement(db, 'UPDATE predictions SET state = ?, ended_at = ?, problem = ? WHERE id = ?').run(
    state,
    now(),
    problem === null ? null : JSON.stringify(problem),
    id,
  );
}

/** What keeps an open prediction from going on, for the person; it stays open. */
export function notePredictionProblem(db: WriteDb, id: PredictionId, problem: Problem): void {
  statement(db, 'UPDATE predictions SET problem = ? WHERE id = ?').run(JSON.stringify(problem), id);
}

/**
 * The prediction of this library that a service (its whole address) knows by an id; null when there is none. One of
 * before, whose service is known by its origin alone, may be of any path there.
 */
export function findByRemote(db: ReadDb, service: string, remoteId: string): PredictionId | null {
  const alike = statement<[string], { id: PredictionId; service: string | null }>(
    db,
    'SELECT id, service FROM predictions WHERE remote_id = ?',
  ).all(remoteId);
  const origin = URL.parse(service)?.origin;
  const own = alike.find((one) => one.service === service) ?? alike.find((one) => one.service === origin);
  return own?.id ?? null;
}

/** The newest id of a service that this library knew when it wrote down a prediction; null when it knew none. */
export function findKnownBefore(db: ReadDb, id: PredictionId): string | null {
  const row = statement<[PredictionId], { remoteId: string }>(
    db,
    `SELECT earlier.remote_id AS remoteId
       FROM predictions AS own
       JOIN predictions AS earlier INDEXED BY predictions_known ON earlier.service = own.service
      WHERE own.id = ? AND earlier.id < own.id AND earlier.remote_id IS NOT NULL
      ORDER BY earlier.id DESC LIMIT 1`,
  ).get(id);
  return row?.remoteId ?? null;
}

/** A prediction that has not ended: it runs, or the process ended under it. */
export interface OpenPrediction {
  id: PredictionId;
  kind: 'chunk' | 'try';
  /** Null for a try's, and while its chunk is not there. */
  chunk: ChunkId | null;
  section: SectionId | null;
  project: ProjectId | null;
  engine: Voice['engine'];
  /** Whether it costs money: 0 or 1. */
  paid: number;
  state: Extract<PredictionState, 'running' | 'unknown'>;
  voice: string;
  text: string;
  speechKey: string;
  /** Who makes the sound; null when it is not known. */
  maker: string | null;
  /** JSON; null in rows of older versions. */
  input: string | null;
  spokenText: string | null;
  sentAt: string | null;
  sentThere: string | null;
  remoteId: string | null;
  remoteStatus: string | null;
  service: string | null;
  /** What keeps it from going on, as JSON. */
  problem: string | null;
}

const openColumns = `id, kind, (SELECT chunks.id FROM chunks WHERE chunks.id = chunk_id) AS chunk, section_id AS section,
  project_id AS project, engine, paid, state, voice, text, speech_key AS speechKey, maker, input, spoken_text AS spokenText,
  sent_at AS sentAt, sent_there AS sentThere, remote_id AS remoteId, remote_status AS remoteStatus, service, problem`;

/** The predictions that have not ended, oldest first. */
export function listOpen(db: ReadDb): OpenPrediction[] {
  return statement<[], OpenPrediction>(
    db,
    `SELECT ${openColumns} FROM predictions INDEXED BY predictions_state WHERE state IN ('running', 'unknown')`,
  )
    .all()
    .toSorted((one, other) => one.id - other.id);
}

/** Those of an equal input that have not ended. */
export function listOpenOfInput(db: ReadDb, input: InputKey): OpenPrediction[] {
  return statement<[InputKey], OpenPrediction>(
    db,
    `SELECT ${openColumns} FROM predictions INDEXED BY predictions_input WHERE ${ofInput} AND state IN ('running', 'unknown') ORDER BY id`,
  ).all(input);
}

/** A prediction that gave audio, and the project in whose folders its files are; null for a try. */
export interface Made {
  id: PredictionId;
  project: ProjectId | null;
}

/** Those of an equal input that gave audio, newest first. */
export function listSucceededOfInput(db: ReadDb, input: InputKey): Made[] {
  return statement<[InputKey], Made>(
    db,
    `SELECT id, coalesce(home, project_id) AS project FROM predictions INDEXED BY predictions_input
      WHERE ${ofInput} AND state = 'succeeded' ORDER BY id DESC`,
  ).all(input);
}

/** One that has not ended; null when it has, or is not there. */
export function findOpen(db: ReadDb, id: PredictionId): OpenPrediction | null {
  const row = statement<[PredictionId], OpenPrediction>(
    db,
    `SELECT ${openColumns} FROM predictions WHERE id = ? AND state IN ('running', 'unknown')`,
  ).get(id);
  return row ?? null;
}

/** What the last predictions of an engine took, newest first. Durations in seconds. */
export interface Observed {
  characters: number;
  predictTime: number;
  /** From being asked to being done. */
  totalTime: number;
}

/** The durations of the last predictions of an engine that succeeded. */
export function listObserved(db: ReadDb, engine: Voice['engine'], limit: number): Observed[] {
  return statement<[string, number], Observed>(
    db,
    `SELECT length(text) AS characters, predict_time AS predictTime, coalesce(total_time, predict_time) AS totalTime
       FROM predictions INDEXED BY predictions_observed
      WHERE engine = ? AND state = 'succeeded' AND predict_time IS NOT NULL
      ORDER BY id DESC LIMIT ?`,
  ).all(engine, limit);
}

/** Takes a try out of the list of tries; it stays on record among the predictions. */
export function hideTry(db: WriteDb, id: PredictionId): void {
  statement(db, `UPDATE predictions SET hidden = 1 WHERE id = ? AND kind = 'try'`).run(id);
}
