import { normaliseText } from '../../normalise-text.ts';
import { skipReason } from '../../skip-reason.ts';
import type { Book } from './book.ts';
import type { Block } from '../text/document-text.ts';
import { blocksOfDraft, type SectionDraft } from './section-draft.ts';
import { sameTitle, titleOfHeadings } from './title-shapes.ts';

/** Pages like these are short; a long text under such a name is a chapter called so, or a whole book. In characters. */
const longestPage = 20_000;
const shortPages = new Set([
  'Cover',
  'Title page',
  'Imprint',
  'Copyright notice',
  'Colophon',
  'Table of contents',
]);

/**
 * Why a section is suggested to be skipped, or null where a listener would want it read. What the book says of itself
 * goes first, then the title, then what the text looks like.
 */
export function reasonToSkip(draft: SectionDraft, book: Book): string | null {
  const blocks = blocksOfDraft(draft, book);
  const length = characters(blocks);
  if (draft.role?.kind === 'skip') return draft.role.reason;
  const outside = draft.pieces.some(({ document }) => book.documents[document]?.linear === false);
  if (draft.landmark?.kind === 'skip' && isCredible(draft.landmark.reason, length))
    return draft.landmark.reason;
  if (draft.role === null) {
    const named = reasonOfTitle(draft.label ?? titleOfHeadings(blocks) ?? '', length);
    if (named !== null) return named;
  }
  if (length === 0) return unreadReason(draft, book);
  if (outside) return 'Outside the reading order';
  return draft.role === null ? reasonOfLooks(draft, blocks, book) : null;
}

function reasonOfTitle(title: string, length: number): string | null {
  if (/^(?:the )?(?:full )?project gutenberg(?:™|\(tm\)|-tm)?(?:'s|’s)? (?:license|licence)/iu.test(title)) {
    return 'Project Gutenberg licence';
  }
  const reason = skipReason(title);
  return reason !== null && isCredible(reason, length) ? reason : null;
}

function isCredible(reason: string, length: number): boolean {
  return length <= longestPage || !shortPages.has(reason);
}

function unreadReason(draft: SectionDraft, book: Book): string {
  const [first] = draft.pieces;
  const unread = first === undefined ? null : (book.documents[first.document]?.unread ?? null);
  return unread === null || unread.startsWith('image/')
    ? 'No text'
    : `Not a text that Lectern reads (${unread})`;
}

function reasonOfLooks(draft: SectionDraft, blocks: readonly Block[], book: Book): string | null {
  const linked = blocks.filter(isLink);
  const unlinkedLength = characters(blocks.filter((block) => !isLink(block)));
  if (linked.length >= 5 && unlinkedLength < characters(linked) / 2) return 'Table of contents';
  if (draft.label === null && unlinkedLength < 5000 && isCopyrightNotice(blocks)) return 'Copyright notice';
  return draft.front && isTitlePage(draft, blocks, unlinkedLength, book) ? 'Title page' : null;
}

function isLink({ linked, text }: Block): boolean {
  return linked > text.length / 2;
}

function isCopyrightNotice(blocks: readonly Block[]): boolean {
  const text = blocks.map((block) => block.text).join('\n');
  return (
    /©|\(c\)|copyright/iu.test(text) &&
    /all rights reserved|isbn|first published|published by|library of congress|no part of this/iu.test(text)
  );
}

/** A page before the first chapter with the book's title on it and little else. */
function isTitlePage(draft: SectionDraft, blocks: readonly Block[], length: number, book: Book): boolean {
  if (length > 600) return false;
  const title = normaliseText(book.title);
  if (draft.label !== null && !sameTitle(draft.label, title)) return false;
  const text = normaliseText(blocks.map((block) => block.text).join(' ')).toLowerCase();
  return text.startsWith(title.toLowerCase()) || sameTitle(blocks[0]?.text ?? '', title);
}

function characters(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { kind, text }) => sum + (kind === 'ornament' ? 0 : text.length), 0);
}
