import { LecternError } from '../../contract/problem.ts';

/** From and to, both included, counted from 1. An open end reaches to the last chapter. */
export interface ChapterRange {
  from: number;
  to: number;
}

/** Reads a list such as `1-3,5,8-`. Throws `bad-usage`. */
export function parseChapters(text: string): ChapterRange[] {
  return text.split(',').map((piece) => {
    const match = /^\s*(\d{1,6})\s*(?:(-)\s*(\d{1,6})?\s*)?$/u.exec(piece);
    if (match === null) throw unreadable(text);
    const from = Number(match[1]);
    const open = match[2] === undefined ? from : Infinity;
    const to = match[3] === undefined ? open : Number(match[3]);
    if (from < 1 || to < from) throw unreadable(text);
    return { from, to };
  });
}

/**
 * The chosen ones of the included chapters, in reading order, each once. Throws `bad-usage` when a number is beyond
 * the last one.
 */
export function chooseChapters<Chapter>(
  included: readonly Chapter[],
  ranges: readonly ChapterRange[] | null,
): Chapter[] {
  if (ranges === null) return [...included];
  const count = included.length;
  for (const { from, to } of ranges) {
    const beyond = from > count ? from : to;
    if (from > count || (to > count && to !== Infinity)) {
      throw new LecternError(
        'bad-usage',
        `There is no chapter ${beyond}: this book has ${count} included ${count === 1 ? 'chapter' : 'chapters'}.`,
        'Look at the chapters with --plan, then name others.',
      );
    }
  }
  return included.filter((_, index) => ranges.some(({ from, to }) => from <= index + 1 && index + 1 <= to));
}

function unreadable(text: string): LecternError {
  return new LecternError(
    'bad-usage',
    `“${text}” is not a list of chapters.`,
    'Write numbers and ranges from 1 on, such as 1-3,5.',
  );
}
