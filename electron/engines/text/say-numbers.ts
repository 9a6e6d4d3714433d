import { cardinal, digitByDigit, ordinal, pluralNumber, yearWords } from './number-words.ts';

/** Telephone numbers: groups of digits, the last of four, or any that begins with a country's "+". */
const phone =
  /(?<![\w.,/£$€-])(?:\+\d{1,3}[ -]?(?:\(?\d{1,5}\)?[ -]?){1,5}\d{2,}|(?:1[ -])?(?:\(?\d{2,5}\)?[ -]){0,3}\d{3,4}[ -]\d{4})(?![\w/-]|[.,]\d)/gu;
/** Digits in a row that nobody counts: as long as a telephone number, or with a zero ahead. */
const uncounted = /(?<![\d.,])(?:\d{10,}|0\d+)(?![\d]|[.,]\d)/gu;
const thousands = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?!,?\d)/gu;
const decimal = /(?<!\d)(\d+)((?:\.\d+)+)/gu;
const dottedDecimal = /(?<=^|[\s(“"])\.(?=\d)/gu;
const placeInRow = /(?<![\d.,])(\d+)(?:st|nd|rd|th)\b/giu;
const decade = /(?<![\d.,])(1\d|20)(\d0)['’]?s\b/gu;
const shortDecade = /(?<![\d.,\w])['’]?([2-9]0)['’]?s\b/gu;
/** "in ’77". */
const shortYear = /(?<![\p{L}\d])['’](?=\d\d(?!\d|['’]?s\b))/gu;
const plural = /(?<![\d.,])(\d+)['’]?s\b/gu;
const mixedFraction = /(?<![\d.,/])(\d+)\s+(\d{1,2})\/(\d{1,3})(?![\d/])/gu;
const fraction = /(?<![\d.,/])(\d{1,2})\/(\d{1,3})(?![\d/])/gu;
const range = /(?<![\w.,-])(\d{1,4})-(\d{1,4})(?![\w-]|[.,]\d)/gu;
const letterBesideDigit = /(?<=\p{L})-?(?=\d)|(?<=\d)-?(?=\p{L})/gu;

const denominators: Readonly<Record<string, readonly [string, string]>> = {
  2: ['half', 'halves'],
  4: ['quarter', 'quarters'],
};
/** Other denominators are not fractions: "9/11", "24/7". */
const regularDenominators = new Set([
  '3',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '12',
  '16',
  '20',
  '32',
  '64',
  '100',
]);

/**
 * Writes every number that is left out in words: telephone numbers digit by digit, ordinals, decades, fractions, ranges,
 * decimals, years where they look like years, and all others as they are counted. No digit from 0 to 9 remains.
 */
export function sayNumbers(text: string): string {
  return text
    .replace(phone, sayPhone)
    .replace(thousands, (number) => number.replaceAll(',', ''))
    .replace(shortYear, '')
    .replace(placeInRow, (_, digits: string) => ordinal(digits))
    .replace(decade, (_, century: string, tens: string) => pluralNumber(yearWords(Number(century + tens))))
    .replace(shortDecade, (_, tens: string) => pluralNumber(cardinal(tens)))
    .replace(plural, (_, digits: string) => pluralNumber(cardinal(digits)))
    .replace(mixedFraction, (match, whole: string, over: string, under: string) => {
      const part = fractionWords(over, under);
      return part === undefined ? match : `${cardinal(whole)} and ${part.replace(/^one /u, 'a ')}`;
    })
    .replace(fraction, (_, over: string, under: string) => {
      return fractionWords(over, under) ?? `${cardinal(over)} ${cardinal(under)}`;
    })
    .replace(range, '$1 to $2')
    .replace(letterBesideDigit, ' ')
    .replace(dottedDecimal, 'point ')
    .replace(decimal, (_, whole: string, parts: string) => {
      return `${cardinal(whole)}${parts.replace(/\.(\d+)/gu, (_part, digits: string) => ` point ${digitByDigit(digits)}`)}`;
    })
    .replace(uncounted, digitByDigit)
    .replace(/\d+/gu, (digits, at: number, whole: string) => {
      const isYear = looksLikeYear(
        digits,
        whole.slice(Math.max(0, at - 16), at),
        whole.slice(at + digits.length),
      );
      return isYear ? yearWords(Number(digits)) : cardinal(digits);
    });
}

function sayPhone(match: string): string {
  const groups = match.match(/\d+/gu) ?? [];
  // "1066 1966" are two years, "in 1914 1918" as well.
  if (groups.join('').length < 7 || /^[12]\d{3} [12]\d{3}$/u.test(match)) return match;
  return `${match.startsWith('+') ? 'plus ' : ''}${groups.map(digitByDigit).join(', ')}`;
}

function fractionWords(over: string, under: string): string | undefined {
  const [numerator, denominator] = [Number(over), Number(under)];
  const special = denominators[under];
  if (special === undefined && (!regularDenominators.has(under) || numerator > denominator)) return undefined;
  if (numerator === 0) return undefined;
  const [one, many] = special ?? [ordinal(under), `${ordinal(under)}s`];
  return `${cardinal(over)} ${numerator === 1 ? one : many}`;
}

const countedBefore =
  /(?:\b(?:number|numbers|page|pages|room|figure|chapter|section|minus|times|plus) |[#№])$/iu;
const datedBefore =
  /\b(?:in|since|until|till|by|of|from|before|after|during|around|about|circa|year|between|to|and|summer|winter|spring|autumn) $|[(,] ?$/iu;
/** A thing that is counted: "1500 men", but not "1888 was". */
const countedAfter =
  /^ (?:[a-z]+ )?(?:(?!(?:was|is|has|as|its|his|this|perhaps|always|sometimes|besides|towards|afterwards|across)\b)[a-z]{3,}[^\Wsu]s|men|women|people|feet|miles|children|sheep|horse|foot)\b/u;

/** Whether four digits are a year: 1000 to 2099, unless something is counted or numbered by them. */
function looksLikeYear(digits: string, before: string, after: string): boolean {
  if (!/^(?:1\d|20)\d\d$/u.test(digits) || countedBefore.test(before)) return false;
  if (digits.startsWith('10')) return datedBefore.test(before) && !countedAfter.test(after);
  return !countedAfter.test(after);
}
