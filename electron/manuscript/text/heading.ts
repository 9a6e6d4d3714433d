import { isOrnament } from '../normalise-text.ts';
import { isTitleLike, matchHeading, withoutDecoration } from './heading-grammar.ts';
import { endsSentence, isDeliberateBreak, type Layout } from './layout.ts';
import type { Line } from './lines.ts';
import { joinLines } from './paragraphs.ts';

/** A heading found in the lines of a text. */
export interface Heading {
  /** Index of its first line. */
  from: number;
  /** Index after its last line, its title's lines included. */
  to: number;
  /** `inner` headings divide a chapter; `part` headings hold chapters. */
  level: 'part' | 'chapter' | 'named' | 'inner';
  family: string;
  number: number | null;
  label: string;
  title: string;
  /** As the text has it, without stars around it: one paragraph, or two where the title stands below the label. */
  paragraphs: string[];
}

/** Whether a heading may begin at this line: nothing directly above it that it could belong to. */
export function standsFree(lines: readonly Line[], index: number, layout: Layout): boolean {
  const line = lines[index];
  const before = lines[index - 1];
  if (line === undefined) return false;
  return layout.kind === 'unwrapped' || before === undefined || line.gap > 0 || isOrnament(before.text);
}

/** Whether a line has blank lines on both sides (or an end of the text). */
export function standsAlone(lines: readonly Line[], index: number): boolean {
  const line = lines[index];
  const next = lines[index + 1];
  return line !== undefined && (index === 0 || line.gap > 0) && (next === undefined || next.gap > 0);
}

/** Index after the last line of the block in which a line stands. */
export function blockEnd(lines: readonly Line[], index: number): number {
  let end = index + 1;
  while (end < lines.length && lines[end]?.gap === 0) end++;
  return end;
}

/** Headings that say what they are: `CHAPTER I. …`, `Part Two`, `Prologue`. In reading order. */
export function findSpokenHeadings(lines: readonly Line[], layout: Layout): Heading[] {
  const found: { heading: Heading; doubtful: boolean }[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    const follows = found.at(-1)?.heading.to === index;
    if (line === undefined || !(follows || standsFree(lines, index, layout))) continue;
    const match = matchHeading(line.text);
    if (match === null) continue;
    const to = headingEnd(lines, index, match.title !== '', layout);
    if (to === null) continue;
    const text = withoutDecoration(joinLines(lines.slice(index, to)));
    const title = to === index + 1 ? match.title : text.slice(match.label.length).trim();
    found.push({
      heading: {
        from: index,
        to,
        level: match.level,
        family: match.family,
        number: match.number,
        label: match.label,
        title,
        paragraphs: [text],
      },
      doubtful: match.doubtful,
    });
    index = to - 1;
  }
  const counted = new Set(found.map(({ heading }) => countOf(heading, 0)));
  return found
    .filter(({ heading, doubtful }) => !doubtful || isCounted(heading, counted))
    .map(({ heading }) => heading);
}

function countOf(heading: Heading, step: number): string {
  return `${heading.family} ${(heading.number ?? Number.NaN) + step}`;
}

/** Whether the text has a heading of the family with the number before or after this one's. */
function isCounted(heading: Heading, counted: ReadonlySet<string>): boolean {
  const has = (step: number): boolean => counted.has(countOf(heading, step));
  return heading.number !== null && (has(-1) || has(1));
}

/** Where a heading that starts here ends; null when the lines are a paragraph after all. */
function headingEnd(lines: readonly Line[], index: number, titled: boolean, layout: Layout): number | null {
  const line = lines[index];
  const next = lines[index + 1];
  if (line === undefined || next === undefined || next.gap > 0 || layout.kind === 'unwrapped')
    return index + 1;
  const deliberate = isDeliberateBreak(line, next, layout.width);
  if (!titled) return deliberate ? index + 1 : null;
  const end = blockEnd(lines, index);
  const text = joinLines(lines.slice(index, end));
  const short = end - index <= 4 && text.length <= 250 && matchHeading(next.text) === null;
  if (short && !(deliberate && (endsSentence(text) || end - index > 2))) return end;
  return deliberate ? index + 1 : null;
}

/** Which share of a family's bare labels must have something like a title below before any of it counts as one. */
const titledShare = 0.6;

/** Gives bare labels (`CHAPTER I`) the title that stands on the next lines, where a family does so consistently. `taken` lines
 * belong to something else. */
export function withTitlesBelow(
  headings: readonly Heading[],
  lines: readonly Line[],
  layout: Layout,
  taken: ReadonlySet<number>,
): Heading[] {
  const bare = headings.filter((heading) => heading.title === '' && heading.level !== 'named');
  const starts = new Set([...headings.map((heading) => heading.from), ...taken]);
  const ends = new Map(bare.map((heading) => [heading, titleEnd(lines, heading.to, layout, starts)]));
  const families = new Map<string, { all: number; titled: number }>();
  for (const [heading, end] of ends) {
    const family = families.get(heading.family) ?? { all: 0, titled: 0 };
    families.set(heading.family, { all: family.all + 1, titled: family.titled + (end === null ? 0 : 1) });
  }
  return headings.map((heading) => {
    const end = ends.get(heading) ?? null;
    const family = families.get(heading.family);
    if (end === null || family === undefined || family.titled < family.all * titledShare) return heading;
    const title = joinLines(lines.slice(heading.to, end));
    return { ...heading, to: end, title, paragraphs: [...heading.paragraphs, title] };
  });
}

function titleEnd(
  lines: readonly Line[],
  from: number,
  layout: Layout,
  starts: ReadonlySet<number>,
): number | null {
  if (from >= lines.length) return null;
  const to = layout.kind === 'wrapped' ? blockEnd(lines, from) : from + 1;
  if (to - from > 3 || to >= lines.length) return null;
  const group = lines.slice(from, to);
  if (group.some((line, index) => starts.has(from + index) || isOrnament(line.text))) return null;
  return isTitleLike(joinLines(group)) ? to : null;
}
