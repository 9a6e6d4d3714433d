import type { ProjectId, SectionId, VoiceId } from '../../contract/ids.ts';
import type { ChunkDraft } from '../../contract/chunk.ts';
import type { ManuscriptSection } from '../../contract/manuscript.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import type { Place } from '../../base/locate-chunks.ts';
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

/** A section of a manuscript with the chunks it was cut into, each with its place. */
export type PlannedSection = ManuscriptSection & { chunks: (ChunkDraft & Place)[] };

/** What the chunks of a section come to. */
export interface SectionCounts {
  chunks: number;
  ready: number;
  /** Those for which a draft stands in. */
  drafts: number;
  failed: number;
  characters: number;
  /** Of what is heard, at the rate of the project. */
  samples: number;
  /** How many chunks are heard whose pause follows from this boundary. */
  clauses: number;
  sentences: number;
  paragraphs: number;
  scenes: number;
  headings: number;
  /** The same for ends of chapters. */
  ends: number;
  /** Milliseconds of the pauses of their own that are heard. */
  ownPausesMs: number;
}

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
  const addChunk = statement<[Record<string, unknown>]>(
    db,
    `INSERT INTO chunks
       (project_id, section_id, kind, text, boundary, from_paragraph, from_offset, to_paragraph, to_offset)
     VALUES
       (@project, @section, @kind, @text, @boundary, @fromParagraph, @fromOffset, @toParagraph, @toOffset)`,
  );
  for (const [position, section] of sections.entries()) {
    const { id } = one(
      addSection.get(project, position, section.title, Number(section.included), section.reason),
    );
    for (const [index, { kind, text }] of section.paragraphs.entries()) {
      addParagraph.run(id, index, kind, text);
    }
    for (const { paragraph: _paragraph, ...chunk } of section.chunks) {
      addChunk.run({ ...chunk, project, section: id });
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

/** The words of a paragraph that is a heading, and the chunk that speaks it. */
const heading = `(SELECT iif(boundary = 'heading' AND kind = 'speech', coalesce(say_as, correction, text), NULL) FROM chunks
  WHERE chunks.section_id = sections.id ORDER BY from_paragraph, from_offset LIMIT 1)`;

/** A section with what its chunks come to, and the words that are spoken as its heading. */
export type CountedSection = SectionRow & SectionCounts & { heading: string | null };

type RawCounted = Omit<CountedSection, 'included'> & { included: number };

const counted = `SELECT id, project_id AS project, title, included, reason, voice_id AS voice, ${heading} AS heading, chunks,
       ready, drafts, failed, characters, samples, clauses, sentences, paragraphs, scenes, headings, chapters AS ends,
       own_pauses_ms AS ownPausesMs
  FROM sections JOIN section_counts ON section_id = id`;

/** The sections of a project in reading order, with what they have come to. */
export function listCountedSections(db: ReadDb, project: ProjectId): CountedSection[] {
  return statement<[ProjectId], RawCounted>(db, `${counted} WHERE project_id = ? ORDER BY position`)
    .all(project)
    .map(toCounted);
}

/** One section with what it has come to; null when there is none. */
export function findCountedSection(db: ReadDb, id: SectionId): CountedSection | null {
  const row = statement<[SectionId], RawCounted>(db, `${counted} WHERE id = ?`).get(id);
  return row === undefined ? null : toCounted(row);
}

function toCounted(row: RawCounted): CountedSection {
  return { ...row, included: row.included === 1 };
}

function toSection(row: RawSection): SectionRow {
  return { ...row, included: row.included === 1 };
}
