import type { PredictionId, ProjectId, SectionId } from '../../contract/ids.ts';
import {
  predictionSchema,
  type Prediction,
  type PredictionPage,
  type PredictionState,
} from '../../contract/prediction.ts';
import type { Voice } from '../../contract/voice.ts';
import type { ReadDb } from '../connection.ts';
import { one, parseJson, statement } from '../statement.ts';

interface PredictionRow {
  id: number;
  kind: string;
  engine: string;
  state: string;
  remoteId: string | null;
  remoteStatus: string | null;
  project: number | null;
  projectTitle: string | null;
  section: number | null;
  sectionTitle: string | null;
  chunk: number | null;
  take: number | null;
  text: string;
  voice: string;
  input: string | null;
  notes: string;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  predictTime: number | null;
  totalTime: number | null;
  cost: number | null;
  perhapsBilled: number;
  logs: string | null;
  problem: string | null;
}

/** Its request left, and nobody said what it cost: neither a price nor an end before it began. */
const perhapsBilled = `(service IS NOT NULL AND (sent_at IS NOT NULL OR remote_id IS NOT NULL) AND cost IS NULL
  AND state <> 'running' AND coalesce(remote_status, '') <> 'aborted'
  AND NOT (coalesce(remote_status, '') = 'canceled' AND started_at IS NULL))`;

const select = `SELECT predictions.id, kind, engine, state, remote_id AS remoteId, remote_status AS remoteStatus,
    predictions.project_id AS project, projects.title AS projectTitle, section_id AS section,
    sections.title AS sectionTitle, chunk_id AS chunk, predictions.text, predictions.voice, input, notes,
    predictions.created_at AS createdAt, started_at AS startedAt, ended_at AS endedAt,
    predict_time AS predictTime, total_time AS totalTime, cost, ${perhapsBilled} AS perhapsBilled, logs, problem,
    (SELECT max(takes.id) FROM takes WHERE prediction_id = predictions.id) AS take
  FROM predictions
  LEFT JOIN projects ON projects.id = predictions.project_id
  LEFT JOIN sections ON sections.id = section_id`;

/** Which predictions are wanted; what is undefined does not matter. */
export interface PredictionFilter {
  project?: ProjectId | undefined;
  engine?: Voice['engine'] | undefined;
  state?: PredictionState | undefined;
  kind?: Prediction['kind'] | undefined;
  /** Whether those that were taken out of sight are left out. */
  visible?: boolean;
}

const matching = `(@project IS NULL OR predictions.project_id = @project) AND (@engine IS NULL OR engine = @engine)
  AND (@state IS NULL OR state = @state) AND (@kind IS NULL OR kind = @kind)
  AND (@visible = 0 OR hidden = 0)`;

/** A page of the predictions that match, newest first, from those older than `before`. */
export function listPredictions(
  db: ReadDb,
  filter: PredictionFilter,
  { before, limit }: { before?: PredictionId | undefined; limit: number },
): PredictionPage {
  const { project = null, engine = null, state = null, kind = null, visible = false } = filter;
  const wanted = { project, engine, state, kind, visible: Number(visible) };
  const rows = statement<[Record<string, unknown>], PredictionRow>(
    db,
    `${select} WHERE ${matching} AND predictions.id < @before ORDER BY predictions.id DESC LIMIT @limit`,
  ).all({ ...wanted, before: before ?? Number.MAX_SAFE_INTEGER, limit: limit + 1 });
  const predictions = rows.slice(0, limit).map(toPrediction);
  const totals = statement<[Record<string, unknown>], PredictionPage['totals']>(
    db,
    `SELECT count(*) AS count, coalesce(sum(predict_time), 0) AS predictTime, coalesce(sum(cost), 0) AS cost,
            count(*) FILTER (WHERE ${perhapsBilled}) AS perhapsBilled
       FROM predictions WHERE ${matching}`,
  ).get(wanted);
  return {
    predictions,
    next: rows.length > limit ? (predictions.at(-1)?.id ?? null) : null,
    totals: one(totals),
  };
}

/** One prediction; null when there is none. */
export function findPrediction(db: ReadDb, id: PredictionId): Prediction | null {
  const row = statement<[PredictionId], PredictionRow>(db, `${select} WHERE predictions.id = ?`).get(id);
  return row === undefined ? null : toPrediction(row);
}

/** What was asked of an engine for one section of a project, together. */
export interface SectionCosts {
  section: SectionId | null;
  title: string | null;
  predictions: number;
  succeeded: number;
  /** Seconds. */
  predictTime: number;
  /** US dollars. */
  cost: number;
  /** How many were perhaps billed, too. */
  perhapsBilled: number;
}

/** What the paid predictions of a project came to, section by section in reading order. */
export function sumCosts(db: ReadDb, project: ProjectId): SectionCosts[] {
  return statement<[ProjectId], SectionCosts>(
    db,
    `SELECT section_id AS section, sections.title AS title, count(*) AS predictions,
            count(*) FILTER (WHERE state = 'succeeded') AS succeeded,
            coalesce(sum(predict_time), 0) AS predictTime, coalesce(sum(cost), 0) AS cost,
            count(*) FILTER (WHERE ${perhapsBilled}) AS perhapsBilled
       FROM predictions LEFT JOIN sections ON sections.id = section_id
      WHERE predictions.project_id = ? AND engine <> 'draft' AND kind = 'chunk'
      GROUP BY section_id ORDER BY sections.position IS NULL, sections.position`,
  ).all(project);
}

function toPrediction(row: PredictionRow): Prediction {
  const { projectTitle, sectionTitle, ...facts } = row;
  return predictionSchema.parse({
    ...facts,
    perhapsBilled: row.perhapsBilled === 1,
    project: row.project === null ? null : { id: row.project, title: projectTitle },
    section: row.section === null ? null : { id: row.section, title: sectionTitle },
    voice: parseJson(row.voice),
    input: row.input === null ? null : parseJson(row.input),
    notes: parseJson(row.notes),
    problem: row.problem === null ? null : parseJson(row.problem),
  });
}
