const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
const canonical = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/u;

/** After these a single "C" or "L" is a numeral too; after the others it is a letter: "Appendix C". */
const longSeries = 'chapter|chap\\.|canto|psalm';
const longSeriesWord = new RegExp(`^(?:${longSeries})`, 'iu');
const keyword = `(?:${longSeries}|part|book|act|scene|volume|vol\\.|stave|section|appendix|article|letter)`;
const regnalName =
  '(?:Alexander|Alfonso|Amenhotep|Artaxerxes|Benedict|Boniface|Catherine|Charles|Christian|Clement|Constantine|' +
  'Darius|David|Edward|Elizabeth|Ferdinand|Francis|Franz|Frederick|George|Gregory|Gustav|Gustavus|Haakon|Harald|' +
  'Henri|Henry|Innocent|Isabella|Ivan|James|John|Joseph|Julius|Karl|Leo|Leopold|Louis|Ludwig|Mary|Napoleon|' +
  'Nicholas|Otto|Paul|Pedro|Peter|Philip|Pius|Ptolemy|Rameses|Ramses|Richard|Robert|Rudolf|Sixtus|Stephen|Urban|' +
  'Victor|Wilhelm|William)';
const title = '(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Sultan|Shah)';

const ownLine = /^([^\nA-Za-z0-9]*)([IVXLC]+)([^\nA-Za-z0-9]*)$/gmu;
const afterKeyword = new RegExp(`\\b(${keyword}\\s+)([IVXLC]+|[ivxl]{2,})\\b(?!['-])`, 'giu');
const titledFirst = new RegExp(`\\b(${title} [A-Z][a-z]+ )I\\b(?!')`, 'gu');
/** "Henry V", but not "John V. Smith". */
const afterRegnalName = new RegExp(`(?<=\\b${regnalName} )(?:[IVX]{2,}\\b|[VX]\\b(?!\\. ))`, 'gu');
const beforeCentury = /\b([IVX]{2,})(?:th|st|nd|rd)?(?= (?:century|dynasty|legion|corps)\b)/giu;
const afterCapital = /(?<=\b(?!(?:An?|The|This|That|His|Her|My) )[A-Z][a-z]+ )[IVX]{2,}\b/gu;

/**
 * Reads Roman numerals as numbers where they surely are numerals: after "Chapter" and its like, after a king's name,
 * before "century", after a capitalised word (`World War II`), and as a line of their own. "I" stays a pronoun.
 * Works on ASCII with line feeds.
 */
export function readRomanNumerals(text: string): string {
  return text
    .replace(ownLine, (line, before: string, roman: string, end: string) =>
      isNumeralLine(roman, end) ? `${before}${romanValue(roman)}${end}` : line,
    )
    .replace(afterKeyword, numberAfterKeyword)
    .replace(titledFirst, '$1the 1st')
    .replace(afterRegnalName, (roman) => (isCanonical(roman) ? `the ${ordinal(romanValue(roman))}` : roman))
    .replace(beforeCentury, (match, roman: string) =>
      isCanonical(roman) ? ordinal(romanValue(roman)) : match,
    )
    .replace(afterCapital, (roman) => (isCanonical(roman) ? String(romanValue(roman)) : roman));
}

function isNumeralLine(roman: string, end: string): boolean {
  // "C" and "I!" are a letter and a pronoun; "I." alone on its line is a chapter.
  if (roman === 'C' || (roman === 'I' && !/^[.:)\]\s]*$/u.test(end))) return false;
  return isCanonical(roman);
}

function numberAfterKeyword(match: string, word: string, roman: string, at: number, text: string): string {
  const before = text.slice(0, at);
  if (!/^(?:[IVXLC]+|[ivxl]{2,})$/u.test(roman) || !isCanonical(roman)) return match;
  if (/^[LC]$/u.test(roman) && !longSeriesWord.test(word)) return match;
  // "the letter V" is about the letter; "Letter V" at the start of a line is a heading.
  if (/^letter/iu.test(word) && !/(?:^|\n)\W*$/u.test(before)) return match;
  if (roman === 'I' && !isNumeralI(word, before, text.slice(at + match.length))) return match;
  return `${word}${romanValue(roman)}`;
}

/** Whether the "I" after a word like "Part" counts: "Part I. The River", "in Part I he", but not "The part I played". */
function isNumeralI(word: string, before: string, after: string): boolean {
  if (/^\s*(?:$|[.:;)\]\n-])/u.test(after) || /^ [A-Z]/u.test(after)) return true;
  return /^[A-Z]/u.test(word) && (after.startsWith(',') || /[a-z,] $/u.test(before));
}

function isCanonical(roman: string): boolean {
  return roman !== '' && canonical.test(roman.toUpperCase());
}

function romanValue(roman: string): number {
  const digits = Array.from(roman.toUpperCase(), (letter) => values[letter] ?? 0);
  return digits.reduce((sum, value, index) => sum + (value < (digits[index + 1] ?? 0) ? -value : value), 0);
}

function ordinal(value: number): string {
  const ending = Math.floor(value / 10) % 10 === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}
