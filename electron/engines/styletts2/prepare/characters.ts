import anyAscii from 'any-ascii';
import { nameSingleGreekLetters } from '../../text/greek-letters.ts';
import { unspeakableWord } from '../../text/unspeakable.ts';
import { styleTts2 } from './speaker.ts';

/** What is left of a text when only what the model can speak is kept. */
export interface Kept {
  text: string;
  /** Signs that were left out, each once, in order. */
  removed: string[];
}

/** Letters of Latin as eSpeak, which the model reads with, knows them: ASCII, Latin-1 and Latin Extended-A. */
const known = /[A-Za-zÀ-ÖØ-öø-ſ]/u;
/** The marks among the model's symbols, the apostrophe, the hyphen, and the brackets and "/" that are settled later. */
const marks = /[;:,.!?¡¿—…"«»“”'\-()[\]{}\s]/u;
/** Signs of markup, which nobody would read out: `_so_`, `*so*`. */
const markup = /[*_`]/u;
const letterByLetter = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\uFFFD/u;

/**
 * Keeps letters that the model can speak and its punctuation; a Greek letter that stands alone is named, other Latin
 * letters lose their diacritics, all other signs go and are reported. Throws `text-unspeakable` at the first word in
 * another script: no word is ever dropped, and a letter only where it stands alone.
 */
export function keepSpeakable(text: string): Kept {
  const removed = new Set<string>();
  const kept = nameSingleGreekLetters(text).replace(
    /[\p{L}\p{M}\p{N}\uFFFD]+|[^]/gu,
    (run) => latinWord(run) ?? plainSign(run, removed),
  );
  return { text: kept, removed: [...removed] };
}

/** The word in letters that are known; undefined when the run is no word. Throws for a word of another script. */
function latinWord(run: string): string | undefined {
  if (/^[A-Za-z\d]+$/u.test(run)) return run;
  if (!/[\p{L}\p{N}\uFFFD]/u.test(run)) return undefined;
  const letters = Array.from(run, (character) => {
    if (known.test(character) || /\d/u.test(character)) return character;
    if (/\p{M}/u.test(character)) return '';
    if (/(?=\p{Lm})\p{Script=Common}/u.test(character)) return '';
    const ascii = /\p{Script=Latin}|(?=\p{N})\p{Script=Common}/u.test(character) ? anyAscii(character) : '';
    return /[A-Za-z0-9]/u.test(ascii) ? ascii : character;
  });
  const foreign = letters.find((letter) => !/^(?:[A-Za-z0-9]*|[À-ÖØ-öø-ſ])$/u.test(letter));
  if (foreign === undefined) return letters.join('');
  const standsAlone = letters.join('') === foreign && !letterByLetter.test(foreign) && /\p{L}/u.test(foreign);
  if (standsAlone) return undefined;
  throw unspeakableWord(styleTts2, run, foreign);
}

function plainSign(sign: string, removed: Set<string>): string {
  if (marks.test(sign)) return sign;
  if (/^[\p{Cc}\p{Cf}\p{M}]+$/u.test(sign)) return '';
  if (markup.test(sign)) return '';
  const ascii = /\p{P}/u.test(sign) ? anyAscii(sign) : '';
  if (ascii !== '' && Array.from(ascii).every((character) => marks.test(character))) return ascii;
  if (!/^(?:\p{Z}|\/)$/u.test(sign)) removed.add(sign);
  return ' ';
}
