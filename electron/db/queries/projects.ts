import type { Cover } from '../../contract/manuscript.ts';
import type { ProjectId, VoiceId } from '../../contract/ids.ts';
import { projectSchema, type Project, type ProjectSettings } from '../../contract/project.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, parseJson, statement } from '../statement.ts';
import type { SectionCounts } from './sections.ts';

interface ProjectRow {
  id: number;
  title: string;
  author: string | null;
  language: string | null;
  format: string;
  source_name: string;
  sample_rate: number;
  chunk_limit: number;
  voice: string;
  voice_id: number | null;
  pauses: string;
  created_at: string;
}

/** What is known of a project before it has a row. */
export interface NewProject extends Omit<ProjectSettings, 'sampleRate'> {
  title: string;
  author: string | null;
  language: string | null;
  format: Project['format'];
  sourceName: string;
  /** Hex SHA-256 of the imported file. */
  sourceHash: string;
  /** Hz. */
  sampleRate: number;
  /** The number that it had before; null for the next one. */
  id: ProjectId | null;
}

/** Adds a project. */
export function insertProject(db: WriteDb, project: NewProject): Project {
  const row = statement<[Record<string, unknown>], ProjectRow>(
    db,
    `INSERT INTO projects
       (id, title, author, language, format, source_name, source_hash, sample_rate, chunk_limit, voice, pauses, created_at)
     VALUES
       (@id, @title, @author, @language, @format, @sourceName, @sourceHash, @sampleRate, @chunkLimit, @voice, @pauses, @now)
     RETURNING *`,
  ).get({
    ...project,
    voice: JSON.stringify(project.voice),
    pauses: JSON.stringify(project.pauses),
    now: new Date().toISOString(),
  });
  return toProject(one(row));
}

/** Keeps the cover of a project. */
export function insertCover(db: WriteDb, project: ProjectId, cover: Cover): void {
  statement(db, 'INSERT INTO covers (project_id, media_type, bytes) VALUES (?, ?, ?)').run(
    project,
    cover.mediaType,
    cover.bytes,
  );
}

/** The cover of a project; null when its manuscript had none. */
export function findCover(db: ReadDb, project: ProjectId): Cover | null {
  const row = statement<[ProjectId], { media_type: string; bytes: Uint8Array }>(
    db,
    'SELECT media_type, bytes FROM covers WHERE project_id = ?',
  ).get(project);
  return row === undefined ? null : { mediaType: row.media_type, bytes: row.bytes };
}

/** Whether a project has a cover. */
export function hasCover(db: ReadDb, project: ProjectId): boolean {
  return statement<[ProjectId]>(db, 'SELECT 1 FROM covers WHERE project_id = ?').get(project) !== undefined;
}

/**
 * Deletes a project and all that the database holds of it; its audio is for the caller to remove. Predictions that
 * were paid stay, as receipts; those that were free go, but for
 * those whose sound another project uses, too.
 */
export function deleteProject(db: WriteDb, project: ProjectId): void {
  statement(
    db,
    `DELETE FROM predictions
      WHERE project_id = @project AND paid = 0
        AND NOT EXISTS (SELECT 1 FROM takes INDEXED BY takes_prediction
                         WHERE prediction_id = predictions.id AND takes.project_id IS NOT @project)`,
  ).run({ project });
  statement(db, 'DELETE FROM projects WHERE id = ?').run(project);
}

/** What the included sections of a project come to. */
export interface ProjectCounts extends Omit<SectionCounts, 'drafts' | 'failed' | 'characters'> {
  /** How many are included. */
  chapters: number;
  hasCover: boolean;
}

/** Every project with what it has come to, newest first. */
export function listProjects(db: ReadDb): { project: Project; counts: ProjectCounts }[] {
  return statement<[], ProjectRow & Omit<ProjectCounts, 'hasCover'> & { hasCover: number }>(
    db,
    `SELECT projects.*, EXISTS (SELECT 1 FROM covers WHERE project_id = projects.id) AS hasCover,
            count(section_id) AS chapters, coalesce(sum(chunks), 0) AS chunks, coalesce(sum(ready), 0) AS ready,
            coalesce(sum(samples), 0) AS samples, coalesce(sum(clauses), 0) AS clauses,
            coalesce(sum(sentences), 0) AS sentences, coalesce(sum(paragraphs), 0) AS paragraphs,
            coalesce(sum(scenes), 0) AS scenes, coalesce(sum(headings), 0) AS headings,
            coalesce(sum(section_counts.chapters), 0) AS ends, coalesce(sum(own_pauses_ms), 0) AS ownPausesMs
       FROM projects
       LEFT JOIN sections ON sections.project_id = projects.id AND included = 1
       LEFT JOIN section_counts ON section_id = sections.id
      GROUP BY projects.id ORDER BY projects.id DESC`,
  )
    .all()
    .map((row) => ({ project: toProject(row), counts: { ...row, hasCover: row.hasCover === 1 } }));
}

/** One project; null when there is none. */
export function findProject(db: ReadDb, id: ProjectId): Project | null {
  const row = statement<[ProjectId], ProjectRow>(db, 'SELECT * FROM projects WHERE id = ?').get(id);
  return row === undefined ? null : toProject(row);
}

/** The newest project that was made from a file with this hash; null when there is none. */
export function findProjectBySource(db: ReadDb, sourceHash: string): Project | null {
  const row = statement<[string], ProjectRow>(
    db,
    'SELECT * FROM projects WHERE source_hash = ? ORDER BY id DESC LIMIT 1',
  ).get(sourceHash);
  return row === undefined ? null : toProject(row);
}

/** The project with this number, where it was made from a file with this hash; null where it was not. */
export function findProjectOfSource(db: ReadDb, id: number, sourceHash: string | null): Project | null {
  const row = statement<[number, string | null], ProjectRow>(
    db,
    'SELECT * FROM projects WHERE id = ? AND source_hash = ?',
  ).get(id, sourceHash);
  return row === undefined ? null : toProject(row);
}

/** The number of every project. */
export function listProjectIds(db: ReadDb): ProjectId[] {
  return statement<[], { id: ProjectId }>(db, 'SELECT id FROM projects')
    .all()
    .map(({ id }) => id);
}

/** The projects in which something follows a named voice. */
export function listProjectsFollowing(db: ReadDb, voice: VoiceId): ProjectId[] {
  const lists = [
    statement<[VoiceId], { project: ProjectId }>(
      db,
      'SELECT id AS project FROM projects WHERE voice_id = ?',
    ).all(voice),
    statement<[VoiceId], { project: ProjectId }>(
      db,
      'SELECT project_id AS project FROM sections WHERE voice_id = ?',
    ).all(voice),
    statement<[VoiceId], { project: ProjectId }>(
      db,
      'SELECT project_id AS project FROM chunks INDEXED BY chunks_voice WHERE voice_id = ?',
    ).all(voice),
  ];
  return [...new Set(lists.flat().map(({ project }) => project))];
}

function toProject(row: ProjectRow): Project {
  return projectSchema.parse({
    id: row.id,
    title: row.title,
    author: row.author,
    language: row.language,
    format: row.format,
    sourceName: row.source_name,
    sampleRate: row.sample_rate,
    chunkLimit: row.chunk_limit,
    voice: parseJson(row.voice),
    voiceId: row.voice_id,
    pauses: parseJson(row.pauses),
    createdAt: row.created_at,
  });
}
