import { expect, it } from 'vitest';
import { cardinal, ordinal, pluralNumber, yearWords } from '../../../electron/engines/text/number-words.ts';

it.each([
  [1000, 'one thousand'],
  [1005, 'one thousand and five'],
  [1010, 'ten ten'],
  [1100, 'eleven hundred'],
  [1805, 'eighteen oh five'],
  [2000, 'two thousand'],
  [2009, 'two thousand and nine'],
  [2010, 'twenty ten'],
])('the year %i is “%s”', (year, words) => {
  expect(yearWords(year)).toBe(words);
});

it('numbers of any length have words', () => {
  expect(cardinal('0')).toBe('zero');
  expect(cardinal('1000000')).toBe('one million');
  expect(cardinal('9'.repeat(200))).toMatch(/^nine(?: nine){199}$/u);
  expect(ordinal('0')).toBe('zeroth');
  expect(ordinal('1000')).toBe('one thousandth');
  expect(ordinal('1'.repeat(200))).toMatch(/oneth$/u);
});

it.each([
  ['ninety', 'nineties'],
  ['six', 'sixes'],
  ['forty-seven', 'forty-sevens'],
])('more than one %s are %s', (one, many) => {
  expect(pluralNumber(one)).toBe(many);
});
