import { findContents, type Range } from './contents.ts';
import { findSpokenHeadings, withTitlesBelow, type Heading } from './heading.ts';
import { findNumerals, findTitles } from './inferred-headings.ts';
import type { Layout } from './layout.ts';
import type { Line } from './lines.ts';

/** Where the chapters of a text begin. */
export interface Chapters {
  headings: Heading[];
  contents: Range | null;
}

/**
 * Finds the headings of a text. What says of itself that it is one ("Chapter 1", "Prologue") goes before what only
 * counts up ("I.", "2. The Storm"), and that before what merely looks like a title.
 */
export function findChapters(lines: readonly Line[], layout: Layout): Chapters {
  const spoken = findSpokenHeadings(lines, layout);
  const numerals = findNumerals(lines, layout);
  const contents =
    findContents(lines, withTitlesBelow(spoken, lines, layout, new Set())) ?? findContents(lines, numerals);
  const outside = (heading: Heading): boolean =>
    contents === null || heading.to <= contents.from || heading.from >= contents.to;
  const kept = withTitlesBelow(
    spoken.filter(outside),
    lines,
    layout,
    linesOf(contents === null ? [] : [contents]),
  );
  const taken = linesOf(contents === null ? kept : [...kept, contents]);
  const counted = withTitlesBelow(
    numerals.filter((heading) => outside(heading) && !taken.has(heading.from)),
    lines,
    layout,
    taken,
  );
  if (kept.some((heading) => heading.level === 'chapter')) {
    return { headings: inOrder([...kept, ...counted.map(asInner)]), contents };
  }
  if (counted.length > 0) return { headings: inOrder([...kept, ...withBareInside(counted)]), contents };
  if (kept.some((heading) => heading.level === 'part')) return { headings: kept.map(asChapter), contents };
  const titles = findTitles(lines).filter((heading) => outside(heading) && !taken.has(heading.from));
  return { headings: inOrder([...kept, ...titles]), contents };
}

/** Where numerals with titles ("II. The Red-Headed League") count the chapters, bare ones count inside them. */
function withBareInside(counted: readonly Heading[]): Heading[] {
  const titled = counted.some((heading) => heading.title !== '' && heading.paragraphs.length === 1);
  return counted.map((heading) =>
    titled && heading.paragraphs[0] === heading.label ? asInner(heading) : heading,
  );
}

function linesOf(ranges: readonly Range[]): Set<number> {
  const taken = new Set<number>();
  for (const { from, to } of ranges) for (let line = from; line < to; line++) taken.add(line);
  return taken;
}

function asInner(heading: Heading): Heading {
  return { ...heading, level: 'inner' };
}

function asChapter(heading: Heading): Heading {
  return heading.level === 'part' ? { ...heading, level: 'chapter' } : heading;
}

function inOrder(headings: Heading[]): Heading[] {
  return headings.sort((a, b) => a.from - b.from);
}
