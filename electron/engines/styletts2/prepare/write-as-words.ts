import { readRomanNumerals } from '../../text/roman-numerals.ts';
import { respellInterjections } from '../../text/interjections.ts';
import { sayAbbreviations } from '../../text/say-abbreviations.ts';
import { sayDates } from '../../text/say-dates.ts';
import { sayMoney } from '../../text/say-money.ts';
import { sayNumbers } from '../../text/say-numbers.ts';
import { sayOldMoney } from '../../text/old-money.ts';
import { saySymbols } from '../../text/say-symbols.ts';
import { sayTimes } from '../../text/say-times.ts';
import { sayUnits } from '../../text/say-units.ts';
import { keepSpeakable, type Kept } from './characters.ts';
import { modelPunctuation, pauseAtLineEnds, settlePunctuation } from './punctuation.ts';

/** Compatibility forms of letters and digits; fractions and raised digits are said by their signs. */
const compatible = /[\p{L}\p{N}\uFF01-\uFF60](?<![¼-¾⅐-⅞↉⁰¹²³⁴-⁹])/gu;
const url =
  /\b(?:https?:\/\/)?(?:www\.)?(?:[a-z\d-]+\.)+(?:com|org|net|edu|gov|info|io|co\.uk|ac\.uk|uk|de|fr|eu)\b(?:\/[\w./-]*\w)?/giu;
/** One rewriting may make room for another; after this many nothing has ever changed any more. */
const mostPasses = 4;

/**
 * The text in words and the model's own punctuation, and the signs that were left out. Written so that rewriting what was
 * rewritten changes nothing. Throws `text-unspeakable` for a word in another script.
 */
export function writeAsWords(text: string): Kept {
  const removed = new Set<string>();
  let written = text;
  for (let pass = 0; pass < mostPasses; pass++) {
    const kept = rewriteOnce(written);
    for (const sign of kept.removed) removed.add(sign);
    if (kept.text === written) break;
    written = kept.text;
  }
  return { text: written, removed: [...removed] };
}

function rewriteOnce(text: string): Kept {
  const plain = text.normalize('NFC').replace(compatible, (character) => character.normalize('NFKC'));
  const signed = saySymbols(sayMoney(sayOldMoney(sayTimes(sayDates(plain.replace(url, sayAddress))))));
  const punctuated = modelPunctuation(sayUnits(signed).replace(/\s?%/gu, ' percent '));
  const numbered = sayNumbers(sayAbbreviations(readRomanNumerals(punctuated)));
  const kept = keepSpeakable(respellInterjections(numbered));
  return { ...kept, text: settlePunctuation(pauseAtLineEnds(kept.text)) };
}

/** A web address as it is read out: "example dot com slash news". */
function sayAddress(address: string): string {
  return address
    .replace(/^https?:\/\//iu, '')
    .replaceAll('.', ' dot ')
    .replaceAll('/', ' slash ')
    .replace(/[-_]/gu, ' ');
}
