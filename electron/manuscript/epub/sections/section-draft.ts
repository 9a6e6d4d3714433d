import type { ManuscriptSection, Paragraph } from '../../../contract/manuscript.ts';
import type { Book } from './book.ts';
import type { Block } from '../text/document-text.ts';
import type { SectionRole } from '../text/section-role.ts';
import { sameTitle, titleOfHeadings } from './title-shapes.ts';

/** A section in the making: where its text is, and what is known about it. */
export interface SectionDraft {
  /** From the table of contents; null when it does not name this section. */
  label: string | null;
  /** What its elements say that it is. */
  role: SectionRole | null;
  /** What the landmarks or the guide say that it is. */
  landmark: SectionRole | null;
  /** Whether nothing before it is read. */
  front: boolean;
  /** Stretches of text in reading order; `end` is the block after the last. */
  pieces: { document: number; start: number; end: number }[];
}

/** The blocks of a section in reading order. */
export function blocksOfDraft(draft: SectionDraft, book: Book): Block[] {
  return draft.pieces.flatMap(({ document, start, end }) =>
    (book.documents[document]?.text.blocks ?? []).slice(start, end),
  );
}

/** The finished section. `reason` is why it is suggested to skip it, or null. */
export function toSection(draft: SectionDraft, reason: string | null, book: Book): ManuscriptSection {
  const blocks = blocksOfDraft(draft, book);
  return {
    title: titleOf(draft, blocks, reason, book),
    included: reason === null,
    reason,
    paragraphs: withoutEdgeRules(blocks),
  };
}

function titleOf(draft: SectionDraft, blocks: readonly Block[], reason: string | null, book: Book): string {
  const [first] = draft.pieces;
  const document = first === undefined ? undefined : book.documents[first.document];
  const documentTitle = first?.start === 0 ? usefulTitle(document?.text.title ?? null, book) : null;
  const candidates = [
    draft.label,
    titleOfHeadings(blocks),
    draft.role?.kind === 'skip' ? draft.role.reason : null,
    documentTitle,
    reason,
    firstWords(blocks),
  ];
  return candidates.find((title) => title !== null && title !== '') ?? 'Untitled';
}

/** Many makers put the book's title, or a file's name, into the `<title>` of every document. */
function usefulTitle(title: string | null, book: Book): string | null {
  if (title === null || sameTitle(title, book.title)) return null;
  if (/\.x?html?$|^(?:unknown|untitled)$/iu.test(title)) return null;
  const sharing = book.documents.filter(({ text }) => text.title === title);
  return sharing.length > 1 ? null : title;
}

function firstWords(blocks: readonly Block[]): string | null {
  const text = blocks.find(({ kind }) => kind !== 'ornament')?.text.replaceAll('\n', ' ');
  if (text === undefined || text.length <= 40) return text ?? null;
  return `${text.slice(0, 41).replace(/\s+\S*$/u, '')}…`;
}

/** A rule at the edge of a section, or under its heading, is decoration and no break between scenes. */
function withoutEdgeRules(blocks: readonly Block[]): Paragraph[] {
  const kept: Block[] = [];
  for (const block of blocks) {
    const before = kept.at(-1);
    if (!block.drawn || (before !== undefined && before.kind !== 'heading')) kept.push(block);
  }
  while (kept.at(-1)?.drawn === true) kept.pop();
  return kept.map(({ kind, text }) => ({ kind, text }));
}
