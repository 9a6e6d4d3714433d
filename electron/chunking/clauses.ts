import { bookLanguage } from './language.ts';
import type { Unit } from './pack.ts';
import { isSpeakable } from './speakable.ts';

/** How bad a cut inside a sentence sounds, on the scale of `packCosts`: from a semicolon to the middle of a word. */
const cutCosts = {
  semicolon: 20,
  colonOrDash: 25,
  closer: 30,
  conjunctionAfterComma: 30,
  comma: 45,
  opener: 90,
  conjunction: 170,
  space: 400,
  badSpace: 900,
  insideWord: 3000,
} as const;

/** Cuts nearer than this to a sentence's ends leave a stub; each character nearer costs `stubCost`. */
const stubLength = 40;
const stubCost = 4;

const english =
  /^(?:and|but|or|nor|yet|for|which|who|whom|whose|that|when|while|where|because|although|though|if|unless|until)(?!\p{L})/iu;

const conjunctions = new Map([
  [
    'de',
    /^(?:und|aber|oder|sondern|denn|weil|dass|daß|obwohl|während|als|wenn|wo|damit|bevor|nachdem)(?!\p{L})/iu,
  ],
  ['fr', /^(?:et|mais|ou|donc|or|ni|car|que|qui|dont|où|lorsque|quand|parce|puisque|tandis)(?!\p{L})/iu],
  ['es', /^(?:y|e|o|u|pero|sino|que|porque|cuando|aunque|mientras|donde|pues|quien|cuyo)(?!\p{L})/iu],
]);

/** Where a sentence may be cut: white space, a dash between words, and the clause marks of scripts without spaces. */
const gaps = /\s+|(?:[—―]|--)(?=[\p{L}“‘"'])|[，、；：](?=[^\s\p{N}])/gu;

/** Words are taken together up to this length: a cut at every single space is a choice that nobody needs. */
const shortestUnit = 12;

/** Cuts a stretch of text into units of at most `limit` characters, each with the cost of ending a chunk behind it. */
export function clauseUnits(
  text: string,
  stretch: Unit,
  { limit, language }: { limit: number; language: string | null },
): Unit[] {
  const sentence = text.slice(stretch.start, stretch.end);
  const conjunction = conjunctions.get(bookLanguage(language).code) ?? english;
  const units: Unit[] = [];
  let open: Unit | undefined;
  const add = (unit: Unit): void => {
    if (open !== undefined && isWorthJoining(text, open, unit, limit)) {
      open = { ...unit, start: open.start };
      return;
    }
    if (open !== undefined) units.push(open);
    const pieces = graphemeUnits(text, unit, limit);
    open = pieces.pop();
    units.push(...pieces);
  };
  let start = 0;
  for (const { index, 0: gap } of sentence.matchAll(gaps)) {
    const next = index + gap.length;
    const end = gap.trim() === '' ? index : next;
    const cost = cutCost(sentence, end, next, conjunction) + stubPenalty(end, sentence.length);
    if (end > start) {
      add({ start: stretch.start + start, end: stretch.start + end, cost, midSentence: true });
    }
    start = next;
  }
  if (start < sentence.length) add({ ...stretch, start: stretch.start + start });
  if (open !== undefined) units.push(open);
  return units;
}

/** Whether nothing is lost by not cutting behind `open`: it ends at a mere space or would be only punctuation. */
function isWorthJoining(text: string, open: Unit, next: Unit, limit: number): boolean {
  if (open.end - open.start >= shortestUnit || next.end - open.start > limit) return false;
  return open.cost >= cutCosts.space || !isSpeakable(text.slice(open.start, open.end));
}

function stubPenalty(cut: number, length: number): number {
  return Math.max(0, stubLength - Math.min(cut, length - cut)) * stubCost;
}

const trailingClosers = /["'”’»›)\]}]+$/u;

/** What a cut costs, from the characters before it and the word after it. */
function cutCost(sentence: string, cut: number, next: number, conjunction: RegExp): number {
  const before = sentence.slice(Math.max(0, cut - 8), cut);
  const after = sentence.slice(next, next + 16);
  if (isBadPlace(before, sentence.slice(cut, next), after)) return cutCosts.badSpace;
  const bare = before.replace(trailingClosers, '');
  if (/[;；]$/u.test(bare)) return cutCosts.semicolon;
  if (/(?:[:：—―–]|--)$/u.test(bare)) return cutCosts.colonOrDash;
  if (/(?:[!?…]|\.\.)$/u.test(bare)) return cutCosts.closer;
  if (/[,，、]$/u.test(bare))
    return conjunction.test(after) ? cutCosts.conjunctionAfterComma : cutCosts.comma;
  if (bare !== before && !/['’]$/u.test(before)) return cutCosts.closer;
  if (/^[([“«„]/u.test(after)) return cutCosts.opener;
  return conjunction.test(after) ? cutCosts.conjunction : cutCosts.space;
}

/** Behind an abbreviation or an opening quote, before punctuation, inside `10 000`, or at a no-break space. */
function isBadPlace(before: string, gap: string, after: string): boolean {
  return (
    /[\u00A0\u202F]/u.test(gap) ||
    /(?:[^.]\.|[“«„‚([¿¡])$/u.test(before) ||
    /^[\p{Pe}\p{Pf}\p{Pd},;:.!?…]/u.test(after) ||
    (/\p{N}$/u.test(before) && /^\p{N}/u.test(after))
  );
}

/** Cuts text that has no better place into pieces of comparable length, between graphemes wherever the limit allows it. */
export function graphemeUnits(text: string, unit: Unit, limit: number): Unit[] {
  const units: Unit[] = [];
  let start = unit.start;
  for (let rest = unit.end - start; rest > limit; rest = unit.end - start) {
    const cut = start + graphemeCut(text, start, Math.ceil(rest / Math.ceil(rest / limit)), limit);
    units.push({ start, end: cut, cost: cutCosts.insideWord, midSentence: true });
    start = cut;
  }
  units.push({ ...unit, start });
  return units;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The length, near `wish` and at most `limit`, at which the text from `start` can be cut between two graphemes. */
function graphemeCut(text: string, start: number, wish: number, limit: number): number {
  const head = text.slice(start, start + limit + 2);
  let cut = 0;
  for (const { index } of graphemes.segment(head)) {
    if (index > limit || (cut > 0 && index > wish)) break;
    cut = index;
  }
  if (cut > 0) return cut;
  // One grapheme longer than the limit (hundreds of accents on a letter): the limit wins, but no surrogate pair is cut.
  return /[\uD800-\uDBFF]/u.test(head.charAt(limit - 1)) ? limit - 1 : limit;
}
