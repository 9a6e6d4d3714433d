import type { Paragraph } from '../contract/manuscript.ts';
import { clauseUnits } from './clauses.ts';
import { pack, shortestSpoken, type Unit } from './pack.ts';
import { sentenceUnits, wholeUnits, type WholeUnit } from './whole-units.ts';

/** A paragraph with its place in the section; its text has no white space at its ends. */
export interface PlacedParagraph extends Paragraph {
  index: number;
}

/** What the text of a section is cut by. */
export interface Cutting {
  /** The most characters of a chunk, in UTF-16 units. */
  limit: number;
  /** BCP 47 tag of the book; null when unknown. */
  language: string | null;
}

/** A chunk of a passage, before its pause is known. */
export interface Cut {
  text: string;
  /** Index, in the section, of the paragraph in which it begins. */
  paragraph: number;
  /** Where it ends: with its paragraph, with a sentence of it, or inside a sentence. */
  ends: 'paragraph' | 'sentence' | 'clause';
}

/** Cuts paragraphs that may share chunks, where they are joined by `\n`, into chunks of at most the limit. */
export function cutPassage(paragraphs: readonly PlacedParagraph[], cutting: Cutting): Cut[] {
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n');
  const spans = placeInPassage(paragraphs);
  const chunks =
    text.length <= cutting.limit
      ? [{ start: 0, end: text.length, midSentence: false }]
      : cutUnits(text, spans, cutting);
  return describeCuts(text, chunks, spans);
}

/** Where a paragraph lies in the text of its passage. */
interface Span {
  paragraph: PlacedParagraph;
  start: number;
  end: number;
}

function placeInPassage(paragraphs: readonly PlacedParagraph[]): Span[] {
  let start = 0;
  return paragraphs.map((paragraph) => {
    const span = { paragraph, start, end: start + paragraph.text.length };
    start = span.end + 1;
    return span;
  });
}

function cutUnits(text: string, spans: readonly Span[], cutting: Cutting): Unit[] {
  const wholes = spans.flatMap((span) => wholeUnits(span.paragraph, cutting.language, span.start));
  const chunks = pack(text, openUnits(text, wholes, new Set(), cutting), cutting.limit);
  // "275 characters. Yes." fits no chunk: rather cut the long sentence at a clause than speak "Yes." alone.
  const crowding = neighboursOfTiny(chunks, wholes);
  return crowding.size === 0 ? chunks : pack(text, openUnits(text, wholes, crowding, cutting), cutting.limit);
}

/** Replaces each unit that is over the limit or chosen by smaller ones. */
function openUnits(
  text: string,
  wholes: readonly WholeUnit[],
  chosen: ReadonlySet<WholeUnit>,
  cutting: Cutting,
): Unit[] {
  return wholes.flatMap((whole) => {
    if (whole.end - whole.start <= cutting.limit && !chosen.has(whole)) return [whole];
    if (whole.kind === 'prose') return clauseUnits(text, whole, cutting);
    // A heading or a line of verse over the limit may hold sentences.
    return sentenceUnits(text.slice(whole.start, whole.end), cutting.language, whole.start).flatMap(
      (sentence) =>
        sentence.end - sentence.start > cutting.limit ? clauseUnits(text, sentence, cutting) : [sentence],
    );
  });
}

/** For every chunk too short to speak well, the unit before it, or else the one behind it, where that is a sentence. */
function neighboursOfTiny(chunks: readonly Unit[], wholes: readonly WholeUnit[]): Set<WholeUnit> {
  const neighbours = new Set<WholeUnit>();
  let next = 0;
  for (const chunk of chunks) {
    while ((wholes[next]?.start ?? Infinity) < chunk.start) next += 1;
    const before = wholes[next - 1];
    while ((wholes[next]?.start ?? Infinity) < chunk.end) next += 1;
    if (chunk.end - chunk.start >= shortestSpoken) continue;
    const neighbour = before?.kind === 'prose' ? before : wholes[next];
    if (neighbour?.kind === 'prose') neighbours.add(neighbour);
  }
  return neighbours;
}

function describeCuts(
  text: string,
  chunks: readonly Pick<Unit, 'start' | 'end' | 'midSentence'>[],
  spans: readonly Span[],
): Cut[] {
  let current = 0;
  return chunks.map(({ start, end, midSentence }) => {
    while ((spans[current]?.end ?? Infinity) <= start) current += 1;
    const paragraph = spans[current]?.paragraph.index ?? 0;
    while ((spans[current]?.end ?? Infinity) < end) current += 1;
    const within = midSentence ? 'clause' : 'sentence';
    const ends = spans[current]?.end === end ? 'paragraph' : within;
    return { text: text.slice(start, end), paragraph, ends };
  });
}
