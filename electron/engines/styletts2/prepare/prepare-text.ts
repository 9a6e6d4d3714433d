import { LecternError } from '../../../contract/problem.ts';
import { nothingToSpeak } from '../../text/unspeakable.ts';
import { estimateTokens } from './phoneme-tokens.ts';
import { styletts2Entry } from '../voice.ts';
import { styleTts2 } from './speaker.ts';
import { writeAsWords } from './write-as-words.ts';

/** Goes up whenever the same text may be prepared differently; it is part of the engine's revision. */
export const preparationVersion = 1;

/** The most characters of a chunk's own text (FACTS.md section 7). */
const longestText = styletts2Entry.longestText ?? Infinity;
/** From here up, in characters, the model cuts the text by itself and butts the pieces together without a pause. */
const tooLongPrepared = 400;
/** The model takes 512; what is below this by our estimate is surely within. */
const tooManyTokens = 450;

/** A chunk's text as StyleTTS 2 is given it. */
export interface PreparedText {
  text: string;
  /** What was left out, in words for a person. */
  notes: string[];
  /** How many phoneme tokens it has at the most, by estimate. */
  tokens: number;
}

/**
 * Prepares a chunk's text: numbers, dates, money, abbreviations, units and signs as words, and only characters that the
 * model knows. What is prepared already stays as it is. Throws `text-unspeakable` when a word is in another script or
 * nothing is left to speak; `text-too-long` when the model could not speak it in one pass.
 */
export function prepareText(text: string): PreparedText {
  const length = text.trim().length;
  if (length > longestText) {
    throw tooLong(
      `This text has ${length} characters; ${styleTts2} is given at most ${longestText} at once.`,
    );
  }
  const written = writeAsWords(text);
  if (!/\p{L}/u.test(written.text)) throw nothingToSpeak(styleTts2, text);
  if (written.text.length >= tooLongPrepared) {
    throw tooLong(
      `Written out in words, this text has ${written.text.length} characters; from ${tooLongPrepared} on ${styleTts2} cuts a text by itself.`,
    );
  }
  const tokens = estimateTokens(written.text);
  if (tokens >= tooManyTokens) {
    throw tooLong(
      `This text may have up to ${tokens} sounds; Lectern gives ${styleTts2} fewer than ${tooManyTokens} at once, since it fails above 512.`,
    );
  }
  return { text: written.text, notes: notesOf(written.removed), tokens };
}

function notesOf(removed: readonly string[]): string[] {
  if (removed.length === 0) return [];
  const signs = removed.map((sign) => `“${sign}”`).join(', ');
  return [`Left out, because ${styleTts2} cannot speak ${removed.length === 1 ? 'it' : 'them'}: ${signs}.`];
}

function tooLong(message: string): LecternError {
  return new LecternError(
    'text-too-long',
    message,
    'Cut it in two, or write its numbers and abbreviations more briefly.',
  );
}
