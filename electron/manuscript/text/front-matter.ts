import type { Line } from './lines.ts';
import { isTitleLike, matchHeading } from './heading-grammar.ts';
import { blockEnd } from './heading.ts';
import { joinLines } from './paragraphs.ts';

/** What the first lines of a text say about the book. */
export interface TitleLines {
  title: string | null;
  author: string | null;
  /** Index of the title's first line; an address may stand before it. */
  from: number;
  /** Index after the lines that say it. */
  to: number;
}

/** How far down a title is looked for, in lines: manuscripts begin with an address, a word count, blank space. */
const reach = 30;

const byline = /^(?:(?:written )?by|von|par|por)(?::|\s|$)\s*(?<author>.*)$/iu;

/**
 * The title and the author in the first lines, up to `end` (the first heading): a line "by …" with the title above
 * it, or else a first line that stands alone and looks like a title.
 */
export function findTitleLines(lines: readonly Line[], end: number): TitleLines {
  const last = Math.min(end, reach, lines.length);
  for (let index = 1; index < last; index++) {
    const match = byline.exec(lines[index]?.text ?? '');
    if (match === null) continue;
    const same = match.groups?.['author'] ?? '';
    const author = same === '' ? (lines[index + 1]?.text ?? '') : same;
    const to = same === '' ? index + 2 : index + 1;
    const found = firstLineTitle(lines, index, author) ?? titleAbove(lines, index);
    if (found !== null && isName(author) && to <= last) return { ...found, author, to };
  }
  const to = lines.length === 0 ? 0 : blockEnd(lines, 0);
  const text = joinLines(lines.slice(0, to));
  const looksRight = to <= 2 && to <= last && to < lines.length && isTitleLike(text) && text.length <= 80;
  return looksRight && matchHeading(text) === null ? { title: text, author: null, from: 0, to } : none;
}

const none: TitleLines = { title: null, author: null, from: 0, to: 0 };

type FoundTitle = Pick<TitleLines, 'from'> & { title: string };

/** Where the byline stands near the top, the first line is the title, and what is between them a subtitle. */
function firstLineTitle(lines: readonly Line[], index: number, author: string): FoundTitle | null {
  const first = lines[0]?.text.replace(/[;:,]$/u, '') ?? '';
  return index <= 3 && first !== author && isTitleLike(first) ? { title: first, from: 0 } : null;
}

function titleAbove(lines: readonly Line[], index: number): FoundTitle | null {
  let from = index - 1;
  while (from > 0 && index - from < 3 && lines[from]?.gap === 0 && lines[index]?.gap !== 0) from--;
  const text = joinLines(lines.slice(from, index));
  return isTitleLike(text) || isTitleLike(text.replace(/[.!]$/u, '')) ? { title: text, from } : null;
}

function isName(text: string): boolean {
  return (
    text.length <= 60 && /^\p{Lu}/u.test(text) && !/[.!?:]$/u.test(text.replace(/\b(?:Jr|Sr|\p{Lu})\.$/u, ''))
  );
}
