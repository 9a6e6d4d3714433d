import { clauseUnits } from './clauses.ts';
import { shortestSpoken } from './pack.ts';
import { sentenceEnds } from './sentences.ts';
import { isSpeakable } from './speakable.ts';

/** A text cut in two, each half without white space at its ends. */
export interface Halves {
  first: string;
  second: string;
  /** What the first half ends with. */
  boundary: 'sentence' | 'clause';
}

/** Shorter texts, in characters, would leave a half too short to be spoken well. */
const shortestCut = 40;
/** A sentence's end nearer than this to either end, as a share of the text, leaves a half nearly as long as the whole. */
const smallestHalf = 0.25;
/** What a cut right at an end would cost more than one in the middle, on the scale of the costs of `clauses.ts`. */
const imbalance = 800;
const asEnglish = 'en';

/**
 * Cuts a text that was too long for its voice: at the sentence's end nearest to the middle, else where a clause ends, else
 * at a space. The halves laid end to end are the text, white space apart. Null when it is too short, or one single word.
 */
export function splitInTwo(text: string): Halves | null {
  const whole = text.trim();
  if (whole.length < shortestCut) return null;
  const sentence = nearestToMiddle(whole, sentenceEnds(whole, asEnglish).slice(0, -1));
  if (sentence !== undefined) return cutAt(whole, sentence, 'sentence');
  const clause = bestClauseEnd(whole);
  return clause === undefined ? null : cutAt(whole, clause, 'clause');
}

function cutAt(text: string, index: number, boundary: Halves['boundary']): Halves {
  return { first: text.slice(0, index).trim(), second: text.slice(index).trim(), boundary };
}

function nearestToMiddle(text: string, ends: readonly number[]): number | undefined {
  const least = Math.max(shortestSpoken, text.length * smallestHalf);
  return ends
    .filter((end) => end >= least && text.length - end >= least)
    .toSorted((a, b) => offCentre(text, a) - offCentre(text, b))[0];
}

/** The cheapest end of a clause; the later it is from the middle, the dearer. */
function bestClauseEnd(text: string): number | undefined {
  const stretch = { start: 0, end: text.length, cost: 0, midSentence: false };
  const units = clauseUnits(text, stretch, { limit: text.length, language: asEnglish }).slice(0, -1);
  const priceOf = ({ end, cost }: { end: number; cost: number }): number =>
    cost + imbalance * offCentre(text, end);
  return units
    .filter(({ end }) => isSpeakable(text.slice(0, end)) && isSpeakable(text.slice(end)))
    .toSorted((a, b) => priceOf(a) - priceOf(b))[0]?.end;
}

/** How far an index is from the middle, from 0 to a half. */
function offCentre(text: string, index: number): number {
  return Math.abs(index / text.length - 0.5);
}
