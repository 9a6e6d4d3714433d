import type { Paragraph } from '../../../contract/manuscript.ts';
import type { SectionRole } from './section-role.ts';

/** A paragraph, and what is known of it besides its text. */
export interface Block extends Paragraph {
  /** 1 to 6 for a heading, else 0. */
  level: number;
  /** How many of its characters are inside links. */
  linked: number;
  /** Whether it stands for a rule or an image between two scenes, with no characters of the book behind it. */
  drawn: boolean;
}

/** A stretch of a document that says what it is. */
export interface Region {
  role: SectionRole;
  /** First block, and the one after the last. */
  start: number;
  end: number;
  /** Whether it lies inside a chapter, a story or something skipped, so that it is no section of its own. */
  nested: boolean;
}

/** The readable text of one XHTML document. */
export interface DocumentText {
  /** Its `<title>`; null when empty. */
  title: string | null;
  blocks: Block[];
  /** Bodies of footnotes, wherever they stood. */
  notes: Paragraph[];
  /** id -> index of the block that begins at, or contains, the element of that id. */
  anchors: ReadonlyMap<string, number>;
  regions: Region[];
}
