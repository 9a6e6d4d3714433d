import { isOrnament } from '../normalise-text.ts';
import {
  isCapitals,
  isTitleCase,
  isTitleLike,
  matchNumeral,
  withoutDecoration,
  type Numeral,
} from './heading-grammar.ts';
import { standsAlone, standsFree, type Heading } from './heading.ts';
import type { Layout } from './layout.ts';
import type { Line } from './lines.ts';

/** What a chapter must have at least between two inferred titles, as a median, in words. */
const leastWords = { capitals: 20, titleCase: 30 };

/** Longer lines are not taken for titles that nothing else marks; in characters. */
const longestTitle = 60;

const notTitles = /^(?:the end|end|fin|finis|ende|fine|chorus)\W*$/iu;

/**
 * Bare or titled numerals that count up (`I.`, `2. The Storm`), each with text after it. A count may start anew, as
 * it does in every part or story.
 */
export function findNumerals(lines: readonly Line[], layout: Layout): Heading[] {
  const candidates: { index: number; numeral: Numeral }[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined || !standsFree(lines, index, layout)) continue;
    const numeral = matchNumeral(line.text);
    if (numeral === null || isListItem(lines, index, numeral)) continue;
    candidates.push({ index, numeral });
  }
  return countingRuns(candidates).flatMap((run) =>
    run.map(({ index, numeral }) => ({
      from: index,
      to: index + 1,
      level: 'chapter' as const,
      family: numeral.style,
      number: numeral.value,
      label: numeral.label,
      title: numeral.title,
      paragraphs: [withoutDecoration(lines[index]?.text ?? '')],
    })),
  );
}

/** Whether most numbers of a run have something below them; "One. Two. Three." line by line is somebody counting. */
function hasText(run: readonly { index: number }[]): boolean {
  const apart = run.filter(({ index }, position) => (run[position + 1]?.index ?? index + 2) > index + 1);
  return apart.length * 2 > run.length;
}

/** A numeral with a title must stand alone, or it is an item of a list; a bare one may have text right below it. */
function isListItem(lines: readonly Line[], index: number, numeral: Numeral): boolean {
  if (numeral.title !== '') {
    const next = lines[index + 1];
    return !standsAlone(lines, index) || next === undefined || (matchNumeral(next.text)?.title ?? '') !== '';
  }
  return lines[index + 1] === undefined;
}

/** Runs of one style, with titles or without, that count up by one: two from 1 on, or three from anywhere. */
function countingRuns<Candidate extends { index: number; numeral: Numeral }>(
  candidates: readonly Candidate[],
): Candidate[][] {
  const runs: Candidate[][] = [];
  const current = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { style, value, title } = candidate.numeral;
    const kind = `${style} ${title === '' ? 'bare' : 'titled'}`;
    const run = current.get(kind);
    if (run?.at(-1)?.numeral.value === value - 1) {
      run.push(candidate);
      continue;
    }
    const started = [candidate];
    current.set(kind, started);
    runs.push(started);
  }
  return runs.filter((run) => run.length >= (run[0]?.numeral.value === 1 ? 2 : 3) && hasText(run));
}

/**
 * Titles that nothing marks but their look: lone lines in capitals, or in Title Case, that recur with a chapter's
 * worth of text between them. Of several, those set off by more blank lines than paragraphs are.
 */
export function findTitles(lines: readonly Line[]): Heading[] {
  const usual = usualGap(lines);
  const alone = lines.flatMap((line, index) => (isLoneTitle(lines, index, usual) ? [{ line, index }] : []));
  const capitals = alone.filter(({ line }) => isCapitals(line.text));
  const titleCase = alone.filter(({ line }) => isTitleCase(line.text) && !isCapitals(line.text));
  const setOff = (entry: { line: Line; index: number }): boolean =>
    entry.index === 0 || entry.line.gap > usual;
  const choices = [
    { found: capitals.filter(setOff), least: 2, words: leastWords.capitals },
    { found: titleCase.filter(setOff), least: 2, words: leastWords.titleCase },
    { found: capitals, least: 3, words: leastWords.capitals },
    { found: titleCase, least: 3, words: leastWords.titleCase },
  ];
  for (const { found, least, words } of choices) {
    const starts = withoutBookTitle(
      found.map(({ index }) => index),
      lines,
    );
    if (starts.length >= least && medianWords(lines, starts) >= words)
      return starts.map((index) => titleAt(lines, index));
  }
  return [];
}

function isLoneTitle(lines: readonly Line[], index: number, usual: number): boolean {
  const line = lines[index];
  const next = lines[index + 1];
  if (line === undefined || next === undefined || line.text.length > longestTitle) return false;
  if (notTitles.test(line.text) || isOrnament(line.text) || !isTitleLike(line.text)) return false;
  if (/[!?]["”’]?$/u.test(line.text) && line.gap <= usual) return false;
  return usual === 0 ? index === 0 || line.gap > 0 : standsAlone(lines, index);
}

/** The title of the book and its author's name at the very start are followed by hardly a word. */
function withoutBookTitle(starts: readonly number[], lines: readonly Line[]): number[] {
  return starts.filter((start, index) => {
    const end = starts[index + 1] ?? lines.length;
    return start > 5 || countWords(lines, start + 1, end) >= 10;
  });
}

function titleAt(lines: readonly Line[], index: number): Heading {
  const text = lines[index]?.text ?? '';
  return {
    from: index,
    to: index + 1,
    level: 'chapter',
    family: 'title',
    number: null,
    label: '',
    title: text,
    paragraphs: [text],
  };
}

/** The blank lines between most paragraphs: 1 where they are separated so, 0 where they are not. */
function usualGap(lines: readonly Line[]): number {
  const close = lines.filter((line) => line.gap === 0).length;
  const ended = lines.filter(
    (line, index) => line.gap === 0 && /[.!?”’"]$/u.test(lines[index - 1]?.text ?? ''),
  ).length;
  const apart = lines.filter((line) => line.gap === 1).length;
  return apart > Math.min(close, ended * 2) ? 1 : 0;
}

function medianWords(lines: readonly Line[], starts: readonly number[]): number {
  const counts = starts.map((start, index) =>
    countWords(lines, start + 1, starts[index + 1] ?? lines.length),
  );
  return counts.sort((a, b) => a - b)[Math.floor((counts.length - 1) / 2)] ?? 0;
}

/** How many words stand in a range of lines. */
export function countWords(lines: readonly Line[], from: number, to: number): number {
  let words = 0;
  for (let index = from; index < to; index++) words += lines[index]?.text.split(' ').length ?? 0;
  return words;
}
