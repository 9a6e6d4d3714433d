import type { Paragraph } from '../contract/manuscript.ts';
import type { Unit } from './pack.ts';
import { sentenceEnds } from './sentences.ts';

/** A sentence, a line of verse or a heading: what is not cut as long as it fits the limit. */
export interface WholeUnit extends Unit {
  /** Whether it may be cut even so, to spare a very short neighbour from being spoken alone. */
  openable: boolean;
}

/** The sentences of prose, the lines of verse, or a heading as one; their indices count from `offset`. */
export function wholeUnits(paragraph: Paragraph, language: string | null, offset: number): WholeUnit[] {
  const { kind, text } = paragraph;
  if (kind === 'heading') return [{ start: offset, end: offset + text.length, cost: 0, openable: false }];
  const units: WholeUnit[] = [];
  let from = 0;
  for (const end of kind === 'verse' ? lineEnds(text) : sentenceEnds(text, language)) {
    const piece = text.slice(from, end);
    const start = offset + from + piece.length - piece.trimStart().length;
    const cost = kind === 'verse' ? lineBreakCost(piece) : 0;
    if (piece.trim() !== '')
      units.push({ start, end: offset + from + piece.trimEnd().length, cost, openable: kind === 'prose' });
    from = end;
  }
  return units;
}

/** Indices behind each line together with the empty lines after it. */
function lineEnds(text: string): number[] {
  const ends = Array.from(text.matchAll(/\n\s*/gu), (match) => match.index + match[0].length);
  return [...ends, text.length];
}

/** Stanzas are kept whole before sentences, sentences before lines; on the scale of `packCosts`. */
function lineBreakCost(line: string): number {
  if (/\n\s*\n/u.test(line)) return 0;
  if (/[.!?…]["'”’»)\]]*\s*$/u.test(line)) return 15;
  if (/[;:—–]["'”’»)\]]*\s*$/u.test(line)) return 30;
  return /,["'”’»)\]]*\s*$/u.test(line) ? 45 : 80;
}
