import { abbreviationsOf, type Abbreviations } from './abbreviations.ts';
import { bookLanguage } from './language.ts';
import { endsSentence, stopAt } from './sentence-break.ts';
import { isSpeakable } from './speakable.ts';

interface Splitter {
  segmenter: Intl.Segmenter;
  abbreviations: Abbreviations;
}

// Making a segmenter costs more than cutting a page with it.
const splitters = new Map<string, Splitter>();

/**
 * The sentences of a text, without the white space between them; laid end to end they are the text, white space apart.
 * `language` is a BCP 47 tag; English is assumed where it is null or no language that Intl.Segmenter knows.
 */
export function splitSentences(text: string, language: string | null): string[] {
  let from = 0;
  const sentences: string[] = [];
  for (const end of sentenceEnds(text, language)) {
    sentences.push(text.slice(from, end).trim());
    from = end;
  }
  return sentences.filter((sentence) => sentence !== '');
}

/** Where the sentences of a text end, as indices in UTF-16 units behind their closing quotes; the last is its length. */
export function sentenceEnds(text: string, language: string | null): number[] {
  const { segmenter, abbreviations } = splitterOf(language);
  const ends: number[] = [];
  let from = 0;
  let passed = 0;
  for (const mark of possibleMarks(text, segmenter)) {
    if (mark <= passed) continue;
    const stop = stopAt(text, mark, abbreviations);
    passed = stop.end;
    if (stop.end >= text.length || !endsSentence(text, stop, abbreviations)) continue;
    from = addSentence(text, from, stop.end, ends);
  }
  if (!isSpeakable(text.slice(from))) ends.pop();
  ends.push(text.length);
  return ends;
}

const enumerator = /^\s*[([]?(?:\p{N}{1,3}|[IVXLCDM]{1,6}|\p{L})[.)]+$/u;

/** Adds the end of a sentence, unless it is only punctuation or the number of a list. Returns where the next begins. */
function addSentence(text: string, from: number, end: number, ends: number[]): number {
  const sentence = text.slice(from, end);
  if (!isSpeakable(sentence)) {
    if (ends.length === 0) return from;
    ends[ends.length - 1] = end;
    return end;
  }
  if (sentence.length <= 10 && enumerator.test(sentence)) return from;
  ends.push(end);
  return end;
}

/** What Intl.Segmenter never takes for an end: `…`, `end.Next`, and a sentence that begins with a digit or a dash. */
const missed = /…+|\.(?=\p{Lu})|\.(?=["'”’»)\]]*\s+["'“‘«([]?\p{N})|[.!?](?=["'”’»)\]]*\s+[—–-])/gu;

/** Indices behind the stop marks that may end a sentence, ascending. */
function possibleMarks(text: string, segmenter: Intl.Segmenter): number[] {
  const found: number[] = [];
  for (const { index } of segmenter.segment(text)) {
    const mark = index === 0 ? 0 : lastMarkBefore(text, index);
    if (mark > 0) found.push(mark);
  }
  const segmented = found.length;
  for (const match of text.matchAll(missed)) found.push(match.index + match[0].length);
  return found.length === segmented ? found : found.sort((a, b) => a - b);
}

const between = /[\s\p{Pe}\p{Pf}\p{Pi}\p{Ps}"']/u;
const sentenceTerminal = /[\p{Sentence_Terminal}…]/u;

/** Index behind the sentence terminal before a segment's start; 0 when it starts for another reason (a line break). */
function lastMarkBefore(text: string, index: number): number {
  let mark = index;
  while (mark > 0 && between.test(text.charAt(mark - 1))) mark -= 1;
  return sentenceTerminal.test(text.charAt(mark - 1)) ? mark : 0;
}

function splitterOf(language: string | null): Splitter {
  const { tag, code } = bookLanguage(language);
  let splitter = splitters.get(tag);
  if (splitter === undefined) {
    const segmenter = new Intl.Segmenter(tag, { granularity: 'sentence' });
    splitter = { segmenter, abbreviations: abbreviationsOf(code) };
    splitters.set(tag, splitter);
  }
  return splitter;
}
