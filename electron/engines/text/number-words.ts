import { toCardinal, toOrdinal } from 'n2words/en-GB';

/** From here up the library has no names for a number's thousands. */
const longestNumber = 60;

/** A whole number of plain digits as it is counted: `1234` is "one thousand two hundred and thirty-four". */
export function cardinal(digits: string): string {
  return digits.length > longestNumber ? digitByDigit(digits) : toCardinal(BigInt(digits));
}

/** A whole number of plain digits as a place in a row: `22` is "twenty-second". */
export function ordinal(digits: string): string {
  if (/^0+$/u.test(digits)) return 'zeroth';
  return digits.length > longestNumber ? `${digitByDigit(digits)}th` : toOrdinal(BigInt(digits));
}

/** Each digit by its name, as telephone numbers are read; "007" is "zero zero seven". */
export function digitByDigit(digits: string): string {
  return Array.from(digits, (digit) => toCardinal(digit)).join(' ');
}

/** A year from 1000 to 2099 as it is said: "ten sixty-six", "eighteen oh five", "nineteen hundred", "two thousand and one". */
export function yearWords(year: number): string {
  const century = Math.floor(year / 100);
  const rest = year % 100;
  if (century % 10 === 0 && rest < 10) return toCardinal(year);
  if (rest === 0) return `${toCardinal(century)} hundred`;
  return `${toCardinal(century)} ${rest < 10 ? 'oh ' : ''}${toCardinal(rest)}`;
}

/** The plural of a number in words: "nineties", "sixes", "forty-sevens". */
export function pluralNumber(words: string): string {
  if (words.endsWith('y')) return `${words.slice(0, -1)}ies`;
  return words.endsWith('x') ? `${words}es` : `${words}s`;
}
