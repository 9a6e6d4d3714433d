import type { ProjectId, SectionId, VoiceId } from '../../contract/ids.ts';
import type { ChunkDraft } from '../../contract/chunk.ts';
import type { ManuscriptSection } from '../../contract/manuscript.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { one, statement } from '../statement.ts';

/** A section as it is stored. */
export interface SectionRow {
  id: SectionId;
  project: ProjectId;
  title: string;
  included: boolean;
  reason: string | null;
  /** The named voice of its own; null when it follows the project. */
  voice: VoiceId | null;
}

/** A section of a manuscript with the chunks it was cut into. */
export type PlannedSection = ManuscriptSection & { chunks: ChunkDraft[] };

type RawSection = Omit<SectionRow, 'included'> & { included: number };

const columns = 'id, project_id AS project, title, included, reason, voice_id AS voice';

/** Adds the sections of a new project, in order, with their paragraphs and chunks. */
export function insertSections(db: WriteDb, project: ProjectId, sections: readonly PlannedSection[]): void {
  const addSection = statement<[ProjectId, number, string, number, string | null], { id: SectionId }>(
    db,
    'INSERT INTO sections (project_id, position, title, included, reason) VALUES (?, ?, ?, ?, ?) RETURNING id',
  );
  const addParagraph = statement(
    db,
    'INSERT INTO paragraphs (section_id, position, kind, text) VALUES (?, ?, ?, ?)',
  );
  const addChunk = statement(
    db,
    'INSERT INTO chunks (section_id, position, kind, text, boundary, paragraph) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const [position, section] of sections.entries()) {
    const { id } = one(
      addSection.get(project, position, section.title, Number(section.included), section.reason),
    );
    for (const [index, { kind, text }] of section.paragraphs.entries()) {
      addParagraph.run(id, index, kind, text);
    }
    for (const [index, { kind, text, boundary, paragraph }] of section.chunks.entries()) {
      addChunk.run(id, index, kind, text, boundary, paragraph);
    }
  }
}

/** The sections of a project in reading order. */
export function listSections(db: ReadDb, project: ProjectId): SectionRow[] {
  return statement<[ProjectId], RawSection>(
    db,
    `SELECT ${columns} FROM sections WHERE project_id = ? ORDER BY position`,
  )
    .all(project)
    .map(toSection);
}

/** One section; null when there is none. */
export function findSection(db: ReadDb, id: SectionId): SectionRow | null {
  const row = statement<[SectionId], RawSection>(db, `SELECT ${columns} FROM sections WHERE id = ?`).get(id);
  return row === undefined ? null : toSection(row);
}

/** Renames a section, includes or skips it, and gives it a voice of its own. */
export function updateSection(db: WriteDb, { id, title, included, voice }: SectionRow): void {
  statement(db, 'UPDATE sections SET title = ?, included = ?, voice_id = ? WHERE id = ?').run(
    title,
    Number(included),
    voice,
    id,
  );
}

/** Puts the sections of a project into this order: every one of them, each once. */
export function orderSections(db: WriteDb, project: ProjectId, order: readonly SectionId[]): void {
  const place = statement<[number, SectionId, ProjectId]>(
    db,
    'UPDATE sections SET position = ? WHERE id = ? AND project_id = ?',
  );
  // Out of the way first: no two sections may share a place, not even for a moment.
  for (const [index, id] of order.entries()) place.run(-1 - index, id, project);
  for (const [index, id] of order.entries()) place.run(index, id, project);
}

function toSection(row: RawSection): SectionRow {
  return { ...row, included: row.included === 1 };
}
