/** Signs and the words for them, in the order in which they are replaced. Voices are silent at most of these. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/[™®℠]/gu, ''],
  [/©/gu, ' copyright '],
  [/№\s*/gu, ' number '],
  [/§§\s*/gu, ' sections '],
  [/§\s*/gu, ' section '],
  [/&c\./gu, 'et cetera'],
  [/&/gu, ' and '],
  [/(?<=\w)@(?=\w)|(?<=\s)@(?=\s)/gu, ' at '],
  [/°\s?C\b|℃/gu, ' degrees Celsius '],
  [/°\s?F\b|℉/gu, ' degrees Fahrenheit '],
  [/°/gu, ' degrees '],
  [/‰/gu, ' per thousand '],
  [/±/gu, ' plus or minus '],
  [/÷/gu, ' divided by '],
  [/×/gu, ' times '],
  [/≈/gu, ' about '],
  [/≠/gu, ' does not equal '],
  [/≤/gu, ' is at most '],
  [/≥/gu, ' is at least '],
  [/∞/gu, ' infinity '],
  [/√/gu, ' the square root of '],
  // Rows of one sign are ornaments; a single one may be arithmetic.
  [/([=*_~#<>|\\^])\1+/gu, ' '],
  [/=/gu, ' equals '],
  [/(?<=\d\s?)\*(?=\s?\d)/gu, ' times '],
  [/(?<=\w)\+\+/gu, ' plus plus '],
  [/(?<=\w)\+(?=\s|$|[.,;:?!])|(?<=[\w\s])\+(?=[\w\s])/gu, ' plus '],
  [/(?<=\b(?:\d[\d.,]*|[a-z]) ?)<(?= ?(?:\d|[a-z]\b))/giu, ' is less than '],
  [/(?<=\b(?:\d[\d.,]*|[a-z]) ?)>(?= ?(?:\d|[a-z]\b))/giu, ' is greater than '],
  // What is left of "<" and ">" are brackets of markup. It is read as text, its brackets are not.
  [/<\/|\/>|[<>]/gu, ' '],
  [/(?<=\w)\^(?=\w)/gu, ' to the power of '],
  [/~(?=\s?\d)/gu, ' about '],
  [/#(?=\s?\d)/gu, ' number '],
  [/(?<=\b[A-G])#/gu, ' sharp '],
  [/\\/gu, ' backslash '],
  [/\||[•·‣▪]/gu, ', '],
];

const superscript = '[⁰¹²³⁴-⁹]';
/** What is raised to a power: a number, a variable or a unit of length. After a word a superscript is a note's mark. */
const base = String.raw`(?<=\d|\b(?:[a-z]|[ckm]m|ft|yd|in))`;
const squared = new RegExp(`${base}²(?!${superscript})`, 'giu');
const cubed = new RegExp(`${base}³(?!${superscript})`, 'giu');
const power = new RegExp(`${base}(⁻?)(${superscript}+)`, 'giu');

/** Replaces the signs of print and arithmetic, fractions and powers by the words that a reader says for them. */
export function saySymbols(text: string): string {
  const withPowers = text
    .replace(squared, ' squared ')
    .replace(cubed, ' cubed ')
    .replace(power, (_, minus: string, digits: string) => {
      return ` to the power of ${minus === '' ? '' : 'minus '}${digits.normalize('NFKD')} `;
    })
    .replace(new RegExp(`${superscript}+`, 'gu'), ' $& ');
  // "7½" is "7 1/2", to be read as "seven and a half".
  const withFractions = withPowers.replace(/[¼-¾⅐-⅞↉]/gu, (fraction) => {
    return ` ${fraction.normalize('NFKD').replace('\u2044', '/')} `;
  });
  const withRanges = sayNumberRanges(withFractions.replace(/\u2044/gu, '/'));
  return signs.reduce((spoken, [sign, words]) => spoken.replace(sign, words), withRanges);
}

/** `1914–1918`, `1914-18` and `pp. 3–5` are "to"; a dash or true minus before a number alone is "minus". */
function sayNumberRanges(text: string): string {
  return text
    .replace(/(?<=\d)\s?–\s?(?=\d)/gu, ' to ')
    .replace(/\b((?:1\d|20)\d\d)-(\d\d|\d{4})\b(?!-)/gu, '$1 to $2')
    .replace(/(?<=^|[\s(])[-–−](?=\d)/gu, 'minus ')
    .replace(/−/gu, ' minus ')
    .replace(/(?<=^|[\s(])\.(?=\d)/gu, 'point ');
}
