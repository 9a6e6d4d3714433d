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
    (line) => line.text.length <= longestContentsHeading && contentsHeading.test(keyOf(line.text)),
  );
  if (index !== -1) {
    const to = endOfList(lines, index + 1, headings);
    if (to > index + 1) return { from: index, to };
  }
  return findRun(headings);
}

/** The list ends before its first entry comes again as a real heading, or where prose begins. */
function endOfList(lines: readonly Line[], from: number, headings: readonly Heading[]): number {
  const byStart = new Map(headings.map((heading) => [heading.from, heading]));
  const seen = new Set<string>();
  let index = from;
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined || !isEntry(line)) break;
    const heading = byStart.get(index);
    if (isRepeated(line, heading, seen)) return index;
    if (heading !== undefined && index - from >= 2 && beginsChapter(lines, heading, byStart)) return index;
    for (const key of keysOf(line, heading)) seen.add(key);
  }
  return beforeTitle(lines, from, index);
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

function isEntry(line: Line): boolean {
  if (line.text.length > 120) return false;
  if (/(?:\.{2,}|…|\s)\s*\d{1,4}$/u.test(line.text)) return true;
  return matchHeading(line.text) !== null || matchNumeral(line.text) !== null || isTitleLike(line.text);
}

function isRepeated(line: Line, heading: Heading | undefined, seen: ReadonlySet<string>): boolean {
  return keysOf(line, heading).some((key) => seen.has(key));
}

/** A heading with prose after it is the first chapter, also when the list named it in other words. */
function beginsChapter(
  lines: readonly Line[],
  heading: Heading,
  byStart: ReadonlyMap<number, Heading>,
): boolean {
  const next = lines[heading.to];
  return next !== undefined && !byStart.has(heading.to) && !isEntry(next);
}

/** By what an entry is recognised when it comes again: all of it, its title, its label. */
function keysOf(line: Line, heading: Heading | undefined): string[] {
  const match = heading ?? matchHeading(line.text);
  const title = match === null ? (matchNumeral(line.text)?.title ?? '') : match.title;
  const label = match === null || match.number === null ? '' : `${match.family} ${match.number}`;
  const withoutPage = match === null ? keyOf(line.text.replace(/ \d{1,4}$/u, '')) : '';
  return [keyOf(line.text), withoutPage, keyOf(title), label].filter((key) => key !== '');
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
