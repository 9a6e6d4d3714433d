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
  paid: number;
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

const select = `SELECT predictions.id, kind, engine, paid, state, remote_id AS remoteId, remote_status AS remoteStatus,
    predictions.project_id AS project, projects.title AS projectTitle, section_id AS section,
    sections.title AS sectionTitle,
    (SELECT chunks.id FROM chunks WHERE chunks.id = predictions.chunk_id) AS chunk,
    predictions.text, predictions.voice, input, notes,
    predictions.created_at AS createdAt, started_at AS startedAt, ended_at AS endedAt,
    predict_time AS predictTime, total_time AS totalTime, cost, perhaps_billed AS perhapsBilled, logs, problem,
    (SELECT max(takes.id) FROM takes WHERE prediction_id = predictions.id) AS take
  FROM predictions`;
const named = `LEFT JOIN projects ON projects.id = predictions.project_id
  LEFT JOIN sections ON sections.id = section_id`;
const paged = 'predictions.id < @before ORDER BY predictions.id DESC LIMIT @limit';

/** Which predictions are wanted; what is undefined does not matter. */
export interface PredictionFilter {
  project?: ProjectId | undefined;
  engine?: Voice['engine'] | undefined;
  state?: PredictionState | undefined;
}

/** A page for each combination of what may be asked for, each along an index of just that. */
const pages = {
  all: `${select} ${named} WHERE ${paged}`,
  project: `${select} INDEXED BY predictions_project ${named} WHERE predictions.project_id = @project AND ${paged}`,
  engine: `${select} INDEXED BY predictions_engine ${named} WHERE engine = @engine AND ${paged}`,
  state: `${select} INDEXED BY predictions_state ${named} WHERE state = @state AND ${paged}`,
  projectEngine: `${select} INDEXED BY predictions_project_engine ${named}
    WHERE predictions.project_id = @project AND engine = @engine AND ${paged}`,
  projectState: `${select} INDEXED BY predictions_project_state ${named}
    WHERE predictions.project_id = @project AND state = @state AND ${paged}`,
  engineState: `${select} INDEXED BY predictions_engine_state ${named}
    WHERE engine = @engine AND state = @state AND ${paged}`,
  projectEngineState: `${select} INDEXED BY predictions_project_engine_state ${named}
    WHERE predictions.project_id = @project AND engine = @engine AND state = @state AND ${paged}`,
} as const;

/** Which of the pages a filter asks for. */
function pageOf({ project, engine, state }: PredictionFilter): keyof typeof pages {
  if (project === undefined) {
    if (engine === undefined) return state === undefined ? 'all' : 'state';
    return state === undefined ? 'engine' : 'engineState';
  }
  if (engine === undefined) return state === undefined ? 'project' : 'projectState';
  return state === undefined ? 'projectEngine' : 'projectEngineState';
}

const sums = `SELECT coalesce(sum(count), 0) AS count, coalesce(sum(predict_billionths), 0) / 1e9 AS predictTime,
    coalesce(sum(cost_billionths), 0) / 1e9 AS cost, coalesce(sum(perhaps_billed), 0) AS perhapsBilled
  FROM prediction_totals`;
const alike = '(@engine IS NULL OR engine = @engine) AND (@state IS NULL OR state = @state)';

/** What is kept of the predictions that match, together: in a time that does not grow with them. */
const totals = {
  all: `${sums} WHERE ${alike}`,
  project: `${sums} WHERE project = @project AND ${alike}`,
} as const;

/** A page of the predictions that match, newest first, from those older than `before`. */
export function listPredictions(
  db: ReadDb,
  filter: PredictionFilter,
  { before, limit }: { before?: PredictionId | undefined; limit: number },
): PredictionPage {
  const { project = null, engine = null, state = null } = filter;
  const wanted = { project, engine, state };
  const rows = statement<[Record<string, unknown>], PredictionRow>(db, pages[pageOf(filter)]).all({
    ...wanted,
    before: before ?? Number.MAX_SAFE_INTEGER,
    limit: limit + 1,
  });
  const predictions = rows.slice(0, limit).map(toPrediction);
  const summed = statement<[Record<string, unknown>], PredictionPage['totals']>(
    db,
    totals[project === null ? 'all' : 'project'],
  ).get(wanted);
  return {
    predictions,
    next: rows.length > limit ? (predictions.at(-1)?.id ?? null) : null,
    totals: one(summed),
  };
}

/** The newest tries that were not taken out of sight, newest first. */
export function listTries(db: ReadDb, limit: number): Prediction[] {
  return statement<[number], PredictionRow>(
    db,
    `${select} INDEXED BY predictions_tries ${named}
      WHERE kind = 'try' AND hidden = 0 ORDER BY predictions.id DESC LIMIT ?`,
  )
    .all(limit)
    .map(toPrediction);
}

/** One prediction; null when there is none. */
export function findPrediction(db: ReadDb, id: PredictionId): Prediction | null {
  const row = statement<[PredictionId], PredictionRow>(db, `${select} ${named} WHERE predictions.id = ?`).get(
    id,
  );
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
    `SELECT nullif(section, 0) AS section, sections.title AS title, sum(count) AS predictions,
            coalesce(sum(count) FILTER (WHERE state = 'succeeded'), 0) AS succeeded,
            sum(predict_billionths) / 1e9 AS predictTime, sum(cost_billionths) / 1e9 AS cost,
            sum(perhaps_billed) AS perhapsBilled
       FROM section_totals LEFT JOIN sections ON sections.id = section
      WHERE project = ? AND paid = 1 AND kind = 'chunk'
      GROUP BY section ORDER BY sections.position IS NULL, sections.position`,
  ).all(project);
}

function toPrediction(row: PredictionRow): Prediction {
  const { projectTitle, sectionTitle, ...facts } = row;
  return predictionSchema.parse({
    ...facts,
    paid: row.paid === 1,
    perhapsBilled: row.perhapsBilled === 1,
    project: row.project === null ? null : { id: row.project, title: projectTitle },
    section: row.section === null ? null : { id: row.section, title: sectionTitle },
    voice: parseJson(row.voice),
    input: row.input === null ? null : parseJson(row.input),
    notes: parseJson(row.notes),
    problem: row.problem === null ? null : parseJson(row.problem),
  });
}
