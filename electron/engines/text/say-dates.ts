import { cardinal, ordinal, yearWords } from './number-words.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const shortMonths: Readonly<Record<string, string>> = Object.fromEntries(
  months.flatMap((month) => [
    [month, month],
    [month.slice(0, 3), month],
    ['Sept', 'September'],
  ]),
);
const month = `(${months.join('|')}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?)`;
const day = '(0?[1-9]|[12]\\d|3[01])';
const year = '(?:,?\\s+(1\\d{3}|20\\d{2})(?![\\d,]\\d))?';

const dayFirst = new RegExp(
  `(\\b[Tt]he\\s+)?\\b${day}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${month}${year}(?!\\w)`,
  'gu',
);
const monthFirst = new RegExp(
  `\\b${month}\\s+(the\\s+)?${day}(?:st|nd|rd|th)?${year}(?![\\w:]|[.,/-]\\d)`,
  'gu',
);
const days = new RegExp(`\\b(\\d{1,2})\\s?[-–]\\s?(?=${day}\\s+${month})`, 'gu');
const iso = /\b(1\d{3}|20\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b/gu;
const slashed = /\b(\d{1,2})\/(\d{1,2})\/(1\d{3}|20\d{2})\b/gu;

/**
 * Dates as they are said: `12 March 1888` is "the twelfth of March eighteen eighty-eight", `March 12, 1888` "March the
 * twelfth, …", `1888-03-12` likewise. Of `25/12/1888` the month is known; `12/03/1888` is read number by number, since
 * nobody can tell.
 */
export function sayDates(text: string): string {
  return text
    .replace(days, '$1 to ')
    .replace(iso, (_, yearDigits: string, monthDigits: string, dayDigits: string) =>
      calendarDay(dayDigits, Number(monthDigits), yearDigits),
    )
    .replace(slashed, sayOrdered)
    .replace(
      dayFirst,
      (_, the: string | undefined, dayDigits: string, name: string, yearDigits?: string) =>
        `${the ?? 'the '}${ordinal(dayDigits)} of ${fullMonth(name)}${yearAfter(yearDigits, ' ')}`,
    )
    .replace(
      monthFirst,
      (_, name: string, _the: string | undefined, dayDigits: string, yearDigits?: string) =>
        `${fullMonth(name)} the ${ordinal(dayDigits)}${yearAfter(yearDigits, ', ')}`,
    );
}

function sayOrdered(_: string, first: string, second: string, yearDigits: string): string {
  const [one, two] = [Number(first), Number(second)];
  if (one > 12 && one <= 31 && two >= 1 && two <= 12) return calendarDay(first, two, yearDigits);
  if (two > 12 && two <= 31 && one >= 1 && one <= 12) return calendarDay(second, one, yearDigits);
  return `${cardinal(first)}, ${cardinal(second)}, ${yearWords(Number(yearDigits))}`;
}

function calendarDay(dayDigits: string, monthNumber: number, yearDigits: string): string {
  return `the ${ordinal(dayDigits)} of ${months[monthNumber - 1] ?? ''}${yearAfter(yearDigits, ' ')}`;
}

function yearAfter(digits: string | undefined, separator: string): string {
  return digits === undefined ? '' : `${separator}${yearWords(Number(digits))}`;
}

function fullMonth(name: string): string {
  return shortMonths[name.replace('.', '')] ?? name;
}
