import type { Line } from './lines.ts';

/** How a text is laid out on its lines. */
export interface Layout {
  /** `wrapped`: a paragraph runs over several lines. `unwrapped`: every line is a paragraph of its own. */
  kind: 'wrapped' | 'unwrapped';
  /** Where lines are wrapped, in characters. */
  width: number;
  /** How far the first line of a paragraph is indented where that is what separates paragraphs; else 0. In columns. */
  firstLineIndent: number;
}

/** Nobody wraps a whole book more narrowly; a column of shorter lines is verse or dialogue. In characters. */
const narrowestWrap = 45;

/** How much shorter than the width a wrapped line may be, beyond the word that did not fit; in characters. */
const raggedness = 12;

/** Which share of line ends inside blocks must run on for a text to count as wrapped. */
const wrappedShare = 0.4;

/** Whether a line ends as a sentence or a speech does. */
export function endsSentence(text: string): boolean {
  return /[.!?…:]["”’'»›)\]*]*$|[—–-]["”’»]$|--["”’»]$/u.test(text);
}

/** Whether the first word of the next line would have fitted on this one: then somebody broke the line on purpose. */
export function isDeliberateBreak(line: Line, next: Line, width: number, slack = raggedness): boolean {
  const word = next.text.indexOf(' ');
  const needed = word === -1 ? next.text.length : word;
  return line.indent + line.text.length + 1 + needed <= width - slack;
}

/** Whether the next line goes on with the sentence of this one. */
export function runsOn(line: Line, next: Line, width: number): boolean {
  if (/^["“‘'(]?\p{Ll}/u.test(next.text))
    return !endsSentence(line.text) || !isDeliberateBreak(line, next, width);
  return !endsSentence(line.text) && !isDeliberateBreak(line, next, width);
}

/** Finds out how a text is laid out; a text without any two neighbouring lines is `unwrapped`. */
export function detectLayout(lines: readonly Line[]): Layout {
  const width = wrapWidth(lines, (next) => next.gap === 0);
  const wrapped = shareOfRunningOn(lines, 0, width) >= wrappedShare;
  return {
    kind: wrapped ? 'wrapped' : 'unwrapped',
    width,
    firstLineIndent: wrapped ? firstLineIndent(lines, width) : mostCommon(lines.map((line) => line.indent)),
  };
}

/** Indented lines that follow and precede lines at the margin, within one block, start paragraphs. */
function firstLineIndent(lines: readonly Line[], width: number): number {
  const indents: number[] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    const after = lines[index + 1];
    if (before === undefined || after === undefined || line.gap > 0 || after.gap > 0) continue;
    const alone = line.indent > 0 && before.indent === 0 && after.indent === 0;
    if (alone && endsSentence(before.text) && !isDeliberateBreak(line, after, width))
      indents.push(line.indent);
  }
  return indents.length < 2 ? 0 : mostCommon(indents);
}

function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  let best = 0;
  for (const number of numbers) {
    const count = (counts.get(number) ?? 0) + 1;
    counts.set(number, count);
    if (count > (counts.get(best) ?? 0)) best = number;
  }
  return best;
}

/**
 * A double-spaced text (every line followed by a blank one) with those blank lines taken out; any other text as it
 * is. Told by sentences that run on across the blank lines.
 */
export function withoutDoubleSpacing(lines: readonly Line[]): readonly Line[] {
  const single = lines.filter((line) => line.gap === 1).length;
  const close = lines.filter((line) => line.gap === 0).length;
  if (single < lines.length * 0.6 || close > lines.length * 0.1) return lines;
  const width = wrapWidth(lines, (next) => next.gap === 1);
  if (shareOfRunningOn(lines, 1, width) < wrappedShare) return lines;
  return lines.map((line) => ({ ...line, gap: Math.floor(line.gap / 2) }));
}

/** The length that all but the longest few of the lines keep within that are followed by another one. */
function wrapWidth(lines: readonly Line[], follows: (next: Line) => boolean): number {
  const lengths: number[] = [];
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (next !== undefined && follows(next)) lengths.push(line.indent + line.text.length);
  }
  lengths.sort((a, b) => a - b);
  return Math.max(narrowestWrap, lengths[Math.floor(lengths.length * 0.95)] ?? 0);
}

function shareOfRunningOn(lines: readonly Line[], gap: number, width: number): number {
  let pairs = 0;
  let running = 0;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (next?.gap !== gap) continue;
    pairs++;
    if (runsOn(line, next, width)) running++;
  }
  return pairs === 0 ? 0 : running / pairs;
}
