import { sayAbbreviations } from '../../text/say-abbreviations.ts';
import { asSpoken, common, type SpokenRules } from '../../text/spoken-text.ts';
import { keepSpeakable, type Kept } from './characters.ts';
import { modelPunctuation, pauseAtLineEnds, settlePunctuation } from './punctuation.ts';

/** Compatibility forms of letters and digits; fractions and raised digits are said by their signs. */
const compatible = /[\p{L}\p{N}\uFF01-\uFF60](?<![¼-¾⅐-⅞↉⁰¹²³⁴-⁹])/gu;
/** One rewriting may make room for another; after this many nothing has ever changed any more. */
const mostPasses = 4;

/** What StyleTTS 2 is given is all in words and the model's own marks; signs that are left out are added to `removed`. */
function rules(removed: Set<string>): SpokenRules {
  return {
    ...common,
    form: (text) => text.normalize('NFC').replace(compatible, (character) => character.normalize('NFKC')),
    units: (text) => common.units(text).replace(/\s?%/gu, ' percent '),
    marks: modelPunctuation,
    abbreviations: sayAbbreviations,
    characters(text) {
      const kept = keepSpeakable(text);
      for (const sign of kept.removed) removed.add(sign);
      return kept.text;
    },
    'line-ends': pauseAtLineEnds,
    'settled-marks': settlePunctuation,
  };
}

/**
 * The text in words and the model's own punctuation, and the signs that were left out. Written so that rewriting what was
 * rewritten changes nothing. Throws `text-unspeakable` for a word in another script.
 */
export function writeAsWords(text: string): Kept {
  const removed = new Set<string>();
  let written = text;
  for (let pass = 0; pass < mostPasses; pass++) {
    const next = asSpoken(written, rules(removed));
    if (next === written) break;
    written = next;
  }
  return { text: written, removed: [...removed] };
}
