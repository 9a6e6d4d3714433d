import { isOrnament, normaliseText } from '../normalise-text.ts';

/** One line that has something on it. */
export interface Line {
  /** As `normaliseText` leaves it, without marks of emphasis. */
  text: string;
  /** White space before it, in columns; a tab counts as four. */
  indent: number;
  /** Blank lines before it; a page break counts as {@link pageBreakGap} of them. */
  gap: number;
}

/** More blank lines than writers put between paragraphs, so that a page break separates like a new chapter. */
export const pageBreakGap = 3;

/**
 * The lines of a text that have something on them. `[Illustration: …]` notes of transcribers are left out, and so are
 * the marks around `_emphasised words_` or `*words*`. A soft hyphen at the end of a line joins it with the next one.
 * Line ends must be `\n`.
 */
export function toLines(text: string): Line[] {
  const source = text
    .replace(/\u00AD[ \t]*\n[ \t]*/gu, '')
    .replace(/\[Illustration\b[^[\]]{0,2000}\]/giu, '');
  const lines: Line[] = [];
  let gap = 0;
  for (const raw of splitLines(source)) {
    const pageBreak = raw.startsWith('\f') ? pageBreakGap : 0;
    const clean = normaliseText(raw);
    if (clean === '') {
      gap += Math.max(1, pageBreak);
      continue;
    }
    lines.push({ text: withoutEmphasisMarks(clean), indent: indentOf(raw), gap: gap + pageBreak });
    gap = 0;
  }
  return lines;
}

/** A page break stays, as the first character of the line after it. */
function splitLines(source: string): string[] {
  return source
    .replace(/[\v\u0085\u2028\u2029]/gu, '\n')
    .replaceAll('\f', '\n\f')
    .split('\n');
}

function indentOf(raw: string): number {
  if (/^\S/u.test(raw)) return 0;
  const space = /^\s*/u.exec(raw)?.[0] ?? '';
  let columns = 0;
  for (const character of space) columns += character === '\t' ? 4 : character === '\f' ? 0 : 1;
  return columns;
}

/**
 * Takes away underscores that touch a word on one side only, and pairs of stars around words; `snake_case`, `f***` and
 * rules keep theirs.
 */
function withoutEmphasisMarks(text: string): string {
  if (!/[_*]/u.test(text) || isOrnament(text)) return text;
  return text
    .replace(/(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu, '')
    .replace(/(?<![\p{L}\p{N}*])(\*{1,3})(?=[^\s*])([^*]*)(?<=\S)\1(?![\p{L}\p{N}*])/gu, '$2')
    .trim();
}
