import { z } from 'zod';

/**
 * What a paragraph is. `heading` and `prose` and `verse` are spoken; an `ornament` (`* * *`, a rule) is a scene
 * break: shown as skipped, heard as a longer pause. The text of a `verse` keeps its lines, separated by `\n`.
 */
export const paragraphSchema = z.object({
  kind: z.enum(['heading', 'prose', 'verse', 'ornament']),
  text: z.string(),
});

/** See {@link paragraphSchema}. */
export type Paragraph = z.infer<typeof paragraphSchema>;

/** One part of the book in reading order: a chapter, or something that a listener does not want read. */
export interface ManuscriptSection {
  title: string;
  /** Lectern's suggestion; the writer decides. */
  included: boolean;
  /** Why it is suggested to skip this section ("Title page"); null when it is included. */
  reason: string | null;
  paragraphs: Paragraph[];
}

/** The cover image, as it was in the file. */
export interface Cover {
  mediaType: string;
  bytes: Uint8Array;
}

/** An imported document: metadata, cover, ordered sections of ordered paragraphs. */
export interface Manuscript {
  format: 'text' | 'markdown' | 'epub';
  title: string;
  author: string | null;
  /** BCP 47 tag such as `en-GB`; null when the file does not say. */
  language: string | null;
  cover: Cover | null;
  sections: ManuscriptSection[];
}
