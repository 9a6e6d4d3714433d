import type { Cover } from '../../contract/manuscript.ts';
import type { ProjectId } from '../../contract/ids.ts';
import { projectSchema, type Project, type ProjectSettings } from '../../contract/project.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, parseJson, statement } from '../statement.ts';

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
export interface NewProject extends ProjectSettings {
  title: string;
  author: string | null;
  language: string | null;
  format: Project['format'];
  sourceName: string;
  /** Hex SHA-256 of the imported file: the same file is the same project. */
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
  return statement(db, 'SELECT 1 FROM covers WHERE project_id = ?').get(project) !== undefined;
}

/**
 * Deletes a project and all that the database holds of it; its audio is for the caller to remove. Predictions that
 * were paid stay, as receipts; those of the free draft voice go.
 */
export function deleteProject(db: WriteDb, project: ProjectId): void {
  statement(db, `DELETE FROM predictions WHERE project_id = ? AND engine = 'draft'`).run(project);
  statement(db, 'DELETE FROM projects WHERE id = ?').run(project);
}

/** Every project, newest first. */
export function listProjects(db: ReadDb): Project[] {
  return statement<[], ProjectRow>(db, 'SELECT * FROM projects ORDER BY id DESC').all().map(toProject);
}

/** One project; null when there is none. */
export function findProject(db: ReadDb, id: ProjectId): Project | null {
  const row = statement<[ProjectId], ProjectRow>(db, 'SELECT * FROM projects WHERE id = ?').get(id);
  return row === undefined ? null : toProject(row);
}

/** The project that was made from a file with this hash; null when there is none. */
export function findProjectBySource(db: ReadDb, sourceHash: string): Project | null {
  const row = statement<[string], ProjectRow>(db, 'SELECT * FROM projects WHERE source_hash = ?').get(
    sourceHash,
  );
  return row === undefined ? null : toProject(row);
}

/** Changes the voice and the pauses of a project. */
export function updateProject(db: WriteDb, { id, voice, voiceId, pauses }: Project): void {
  statement(db, 'UPDATE projects SET voice = ?, voice_id = ?, pauses = ? WHERE id = ?').run(
    JSON.stringify(voice),
    voiceId,
    JSON.stringify(pauses),
    id,
  );
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
