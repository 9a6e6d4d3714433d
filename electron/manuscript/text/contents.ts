import { isTitleLike, matchHeading, matchNumeral } from './heading-grammar.ts';
import type { Heading } from './heading.ts';
import type { Line } from './lines.ts';

/** A stretch of lines: from the first to before the second. */
export interface Range {
  from: number;
  to: number;
}

const contentsHeading =
  /^(?:table of contents|contents|inhalt|inhaltsverzeichnis|table des mati[eè]res|sommaire|[ií]ndice|contenido|indice)$/u;

/** A cheap look before the exact one. */
const mayBeContents = /conten|inhalt|mati[eè]res|sommaire|[ií]ndice/iu;

/** In characters, decoration included. */
const longestContentsHeading = 40;

/** How many chapter headings in a row, with nothing between them, are a list of chapters. */
const shortestList = 3;

/**
 * Finds the table of contents: a list under a heading such as "Contents", or a run of chapter headings without text
 * between them. Null when there is none.
 */
export function findContents(lines: readonly Line[], headings: readonly Heading[]): Range | null {
  const index = lines.findIndex(
    ({ text }) =>
      text.length <= longestContentsHeading && mayBeContents.test(text) && contentsHeading.test(keyOf(text)),
  );
  if (index !== -1) {
    const to = endOfList(lines, index + 1, headings);
    if (to > index + 1) return { from: index, to };
  }
  return findRun(headings);
}

/**
 * The list ends before its first entry comes again, or before a heading that has text below it, or where prose begins.
 * Other entries may come twice: every part has a Chapter 1.
 */
function endOfList(lines: readonly Line[], from: number, headings: readonly Heading[]): number {
  const byStart = new Map(headings.map((heading) => [heading.from, heading]));
  const first = keysAt(lines, from, byStart);
  const seen = new Set(first);
  let index = from;
  for (; index < lines.length && isEntry(lines, index); index++) {
    const keys = keysAt(lines, index, byStart);
    if (index > from && keys.some((key) => first.includes(key))) return index;
    const isKnown =
      keys.some((key) => seen.has(key)) ||
      (byStart.has(index) && index - from >= 2 && lines[index]?.gap !== 0);
    const below = byStart.get(index)?.to ?? index + 1;
    if (index > from && isKnown && below < lines.length && !isEntry(lines, below))
      return withPart(index, headings);
    for (const key of keys) seen.add(key);
  }
  return beforeTitle(lines, from, index);
}

/** A part's heading right above the first chapter belongs to the book, not to the list. */
function withPart(index: number, headings: readonly Heading[]): number {
  return headings.find((heading) => heading.level === 'part' && heading.to === index)?.from ?? index;
}

/** When prose ended the list, the lines right above it may be its title: they stand off by a wider gap. */
function beforeTitle(lines: readonly Line[], from: number, end: number): number {
  const last = lines[end - 1];
  const standsOff = last !== undefined && last.gap > widestGap(lines.slice(from + 1, end - 1));
  return standsOff && end - from > 2 && end < lines.length ? end - 1 : end;
}

function widestGap(lines: readonly Line[]): number {
  return lines.reduce((widest, line) => Math.max(widest, line.gap), 0);
}

/** A short line that is no sentence and does not run on into the next one. */
function isEntry(lines: readonly Line[], index: number): boolean {
  const text = lines[index]?.text;
  const next = lines[index + 1];
  if (text === undefined || text.length > 120) return false;
  if (/(?:\.{2,}|…|\s)\s*\d{1,4}$/u.test(text)) return true;
  if (next?.gap === 0 && /^\p{Ll}/u.test(next.text)) return false;
  return matchHeading(text) !== null || matchNumeral(text) !== null || isTitleLike(text);
}

/** By what an entry is recognised when it comes again: all of it, its title, its label. */
function keysAt(lines: readonly Line[], index: number, headings: ReadonlyMap<number, Heading>): string[] {
  const text = lines[index]?.text ?? '';
  const match = headings.get(index) ?? matchHeading(text);
  const title = match === null ? (matchNumeral(text)?.title ?? '') : match.title;
  const label = typeof match?.number === 'number' ? `${match.family} ${match.number}` : '';
  const withoutPage = match === null ? keyOf(text.replace(/ \d{1,4}$/u, '')) : '';
  return [keyOf(text), withoutPage, keyOf(title), label].filter((key) => key !== '');
}

/** Letters and digits only, small, without the page number at the end. */
function keyOf(text: string): string {
  return text
    .slice(0, 200)
    .replace(/(?:\.{2,}|…)\s*(?:\d{1,4}|[ivxlc]+)$/iu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * A run of headings without a line between them. Where its first heading comes again, the book begins; else only the
 * last one has text and is a chapter.
 */
function findRun(headings: readonly Heading[]): Range | null {
  for (const run of runsOf(headings)) {
    const first = run[0];
    if (first === undefined) continue;
    const again = run.findLast((heading, index) => index > 1 && isSame(heading, first));
    const last = run.at(-1);
    const chapters = run.filter((heading) => heading.level !== 'part').length;
    const end = again ?? (chapters > shortestList ? last : undefined);
    if (end !== undefined) return { from: first.from, to: end.from };
  }
  return null;
}

function isSame(one: Heading, other: Heading): boolean {
  return one.family === other.family && one.number === other.number;
}

function runsOf(headings: readonly Heading[]): Heading[][] {
  const runs: Heading[][] = [];
  for (const heading of headings) {
    const run = runs.at(-1);
    if (run?.at(-1)?.to === heading.from) run.push(heading);
    else runs.push([heading]);
  }
  return runs;
}
