import { endsSentence, isDeliberateBreak, type Layout } from './layout.ts';
import type { Line } from './lines.ts';

/** A line of verse that is longer than this would be prose in any book; in characters. */
const longestVerseLine = 90;

/**
 * Whether the lines of a group in a wrapped text belong on lines of their own: a poem, a mouse's tail, an address.
 * Signs: lines broken on purpose in mid-sentence, capitals at every start, an outline that no wrapping makes.
 */
export function isVerse(group: readonly Line[], layout: Layout): boolean {
  if (group.length < 2 || group.some((line) => line.text.length > longestVerseLine)) return false;
  const pairs = group.length - 1;
  const capitals = countPairs(group, (_, next) => startsWithCapital(next)) / pairs;
  if (isInset(group, layout)) {
    return capitals >= 0.75 || hasOutline(group) || brokenOnPurpose(group, widthOf(group)) >= 0.5;
  }
  return brokenOnPurpose(group, layout.width) >= 0.4 && capitals >= 0.6;
}

/** The same for a text in which every line is a paragraph: short lines that mostly stop in mid-sentence. */
export function isVerseAmongUnwrapped(group: readonly Line[]): boolean {
  if (group.length < 2 || group.some((line) => line.text.length > 60)) return false;
  const open = countPairs(group, (line) => !endsSentence(line.text));
  return open >= (group.length - 1) * 0.5;
}

/** Share of line ends where the next word would have fitted and no sentence ended. */
function brokenOnPurpose(group: readonly Line[], width: number): number {
  const slack = Math.min(12, Math.ceil(width * 0.15));
  const broken = countPairs(
    group,
    (line, next) => !endsSentence(line.text) && isDeliberateBreak(line, next, width, slack),
  );
  return broken / (group.length - 1);
}

/** Whether all lines stand in from the margin, further than paragraphs do. */
function isInset(group: readonly Line[], layout: Layout): boolean {
  const dialogue = group.every((line) => line.indent === layout.firstLineIndent && endsSentence(line.text));
  return group.every((line) => line.indent > 0) && !(layout.firstLineIndent > 0 && dialogue);
}

/** Whether the lines after the first stand at several depths, which quoted prose never does. */
function hasOutline(group: readonly Line[]): boolean {
  return new Set(group.slice(1).map((line) => line.indent)).size >= 2;
}

function widthOf(group: readonly Line[]): number {
  return group.reduce((widest, line) => Math.max(widest, line.indent + line.text.length), 0);
}

function startsWithCapital(line: Line): boolean {
  return /^[^\p{L}\p{N}]{0,3}[\p{Lu}\p{N}]/u.test(line.text);
}

function countPairs(group: readonly Line[], matches: (line: Line, next: Line) => boolean): number {
  let count = 0;
  for (const [index, line] of group.entries()) {
    const next = group[index + 1];
    if (next !== undefined && matches(line, next)) count++;
  }
  return count;
}
