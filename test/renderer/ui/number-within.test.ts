import { expect, test } from 'vitest';
import { numberWithin } from '../../../renderer/ui/number-within.ts';

test.each([
  ['0', 0],
  ['0.35', 0.35],
  ['10', 10],
  // Chromium gives an empty text for what is no number, and `Number('')` is 0: silence nobody asked for.
  ['', null],
  ['10.01', null],
  ['-1', null],
  ['NaN', null],
  ['1e9', null],
])('pauses from 0 to 10: “%s” is %o', (typed, number) => {
  expect(numberWithin(typed, 0, 10, false)).toBe(number);
});

test('a chunk limit is a whole number', () => {
  expect(numberWithin('280', 60, 380, true)).toBe(280);
  expect(numberWithin('280.5', 60, 380, true)).toBeNull();
});
