import { asSpoken, common, type SpokenRules } from '../text/spoken-text.ts';
import { nothingToSpeak } from '../text/unspeakable.ts';
import { writeOutAbbreviations } from './english-words.ts';
import { humourFlite } from './flite-habits.ts';
import { draftVoice } from './speaker.ts';
import { transliterate } from './transliterate.ts';

/** Flite reads numbers, dates and times by itself; its other habits are met one by one. */
const rules: SpokenRules = {
  form: (text) => text.replace(/[\uFF00-\uFFEF]/gu, (character) => character.normalize('NFKC')),
  'plain-marks': plainPunctuation,
  money: common.money,
  symbols: common.symbols,
  letters: (text) => transliterate(text).replace(/ {2,}/gu, ' '),
  'roman-numerals': common['roman-numerals'],
  abbreviations: writeOutAbbreviations,
  interjections: common.interjections,
  habits: humourFlite,
  'line-ends': pauseAtLineEnds,
  'settled-marks': settlePunctuation,
};

/** Goes up whenever the same text may be prepared differently; it is part of the engine's revision. */
export const preparationVersion = 1;

/**
 * A chunk's text as Flite is given it: printable ASCII with at least one letter or digit, signs and abbreviations
 * written out, everything that should be heard as a pause as punctuation that Flite pauses at.
 *
 * Throws `text-unspeakable` when a word is in a script that Flite cannot speak, or when nothing is left to speak.
 */
export function prepareText(text: string): string {
  const prepared = asSpoken(text, rules);
  if (!/[A-Za-z0-9]/u.test(prepared)) throw nothingToSpeak(draftVoice, text);
  return prepared;
}

/** Typographic quotes, dashes and dots as ASCII; dashes that separate words as ` -- `. */
function plainPunctuation(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n')
    .replace(/[“”„‟«»〝〞]/gu, '"')
    .replace(/[‘’‚‛‹›`´ʼ]/gu, "'")
    .replace(/[‐‑]/gu, '-')
    .replace(/[¿¡]/gu, ' ')
    .replace(/[—―⸺⸻]|-{2,}|–(?!\s?\d)|(?<!\d\s?)–(?!\d)| - /gu, ' -- ')
    .replace(/…|\.(?: ?\.)+/gu, '... ');
}

/** A line break is heard like the end of a sentence, unless the line ends in punctuation of its own. */
function pauseAtLineEnds(text: string): string {
  return text.replace(/[ \t]*\n\s*/gu, (_, at: number) =>
    /[.,;:?!-]["')\]]*$/u.test(text.slice(0, at)) ? ' ' : '. ',
  );
}

/**
 * Leaves only the marks that Flite reads as they are meant, each right behind its word, where alone it pauses: quotes
 * go (Flite pauses at every closing one), a parenthesis or dash is a comma, of several marks the strongest stays.
 */
function settlePunctuation(text: string): string {
  return text
    .replace(/(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])|"/gu, '')
    .replace(/(?<=[a-z])\(s\)/gu, 's')
    .replace(/(?<=\S)\s+[([{]|[)\]}](?=\s)|\s*--+\s*/gu, ', ')
    .replace(/[^A-Za-z0-9 .,;:?!'%/-]/gu, ' ')
    .replace(/(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])/gu, ' ')
    .replace(/(?<=[,;:?!])(?=[A-Za-z])|(?<=[a-z]{2}\.)(?=[A-Z][a-z])/gu, ' ')
    .replace(/(?:\s*[.,;:?!])+(?=\s|$)/gu, strongest)
    .replace(/\s+/gu, ' ')
    .replace(/^[^A-Za-z0-9]+/u, '')
    .trim();
}

function strongest(marks: string): string {
  const tight = marks.replace(/\s/gu, '');
  const mark = ['?', '!', '...', '.', ':', ';', ','].find((candidate) => tight.includes(candidate));
  return mark ?? tight;
}
