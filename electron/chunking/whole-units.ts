import type { Paragraph } from '../contract/manuscript.ts';
import type { Unit } from './pack.ts';
import { sentenceEnds } from './sentences.ts';

/** A sentence, a line of verse or a heading: what is not cut as long as it fits the limit. */
export interface WholeUnit extends Unit {
  kind: Paragraph['kind'];
}

/** The sentences of prose, the lines of verse, or a heading as one; their indices count from `offset`. */
export function wholeUnits({ kind, text }: Paragraph, language: string | null, offset: number): WholeUnit[] {
  if (kind === 'heading') {
    return [{ start: offset, end: offset + text.length, cost: 0, midSentence: false, kind }];
  }
  if (kind !== 'verse') return sentenceUnits(text, language, offset).map((unit) => ({ ...unit, kind }));
  return unitsBetween(text, lineEnds(text), offset, lineBreakCost).map((unit) => ({ ...unit, kind }));
}

/** The sentences of a text; their indices count from `offset`. */
export function sentenceUnits(text: string, language: string | null, offset: number): Unit[] {
  return unitsBetween(text, sentenceEnds(text, language), offset, () => 0);
}

function unitsBetween(
  text: string,
  ends: readonly number[],
  offset: number,
  costOf: (piece: string) => number,
): Unit[] {
  const units: Unit[] = [];
  let from = 0;
  for (const end of ends) {
    const piece = text.slice(from, end);
    const start = offset + from + piece.length - piece.trimStart().length;
    if (piece.trim() !== '') {
      const unitEnd = offset + from + piece.trimEnd().length;
      units.push({ start, end: unitEnd, cost: costOf(piece), midSentence: false });
    }
    from = end;
  }
  return units;
}

/** Indices behind each line together with the empty lines after it. */
function lineEnds(text: string): number[] {
  const ends = Array.from(text.matchAll(/\n\s*/gu), (match) => match.index + match[0].length);
  return [...ends, text.length];
}

/** Stanzas are kept whole before sentences, sentences before lines; on the scale of the costs of `pack`. */
function lineBreakCost(line: string): number {
  if (/\n\s*\n/u.test(line)) return 0;
  if (/[.!?…]["'”’»)\]]*\s*$/u.test(line)) return 15;
  if (/[;:—–]["'”’»)\]]*\s*$/u.test(line)) return 30;
  return /,["'”’»)\]]*\s*$/u.test(line) ? 45 : 80;
}
