import type { SectionId } from '../../contract/ids.ts';
import type { Paragraph } from '../../contract/manuscript.ts';
import type { ReadDb } from '../connection.ts';
import { statement } from '../statement.ts';

/** The texts of a section's paragraphs from one to another, both included. */
export function listParagraphs(db: ReadDb, section: SectionId, from: number, to: number): string[] {
  return statement<[SectionId, number, number], { text: string }>(
    db,
    'SELECT text FROM paragraphs WHERE section_id = ? AND position BETWEEN ? AND ? ORDER BY position',
  )
    .all(section, from, to)
    .map(({ text }) => text);
}

/** The paragraphs of a section, in order. */
export function listSectionParagraphs(db: ReadDb, section: SectionId): Paragraph[] {
  return statement<[SectionId], Paragraph>(
    db,
    'SELECT kind, text FROM paragraphs WHERE section_id = ? ORDER BY position',
  ).all(section);
}
