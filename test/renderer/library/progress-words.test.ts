import { expect, test } from 'vitest';
import { lossWords, narratedFraction, narratedWords } from '../../../renderer/library/progress-words.ts';

test.each([
  [{ chunks: 0, ready: 0, seconds: 0 }, 'Nothing chosen to be read'],
  [{ chunks: 900, ready: 0, seconds: 0 }, 'Not narrated yet'],
  [{ chunks: 900, ready: 1, seconds: 12 }, '1 % narrated · 12 s'],
  // Rounding up would say that a book with a hole is whole.
  [{ chunks: 900, ready: 899, seconds: 7200 }, '99 % narrated · 2 h 0 min'],
  [{ chunks: 900, ready: 900, seconds: 7260 }, 'Narrated · 2 h 1 min'],
])('%o reads “%s”', (project, words) => {
  expect(narratedWords(project)).toBe(words);
});

test('a project with nothing to be read is not a division by zero', () => {
  expect(narratedFraction({ chunks: 0, ready: 0 })).toBe(0);
});

test('what would be lost is counted', () => {
  expect(lossWords({ chunks: 2000, ready: 1200, seconds: 3600 })).toContain(
    '1 h 0 min, 1,200 chunks of 2,000',
  );
  expect(lossWords({ chunks: 2000, ready: 2000, seconds: 60 })).toContain('1 min, 2,000 chunks.');
  expect(lossWords({ chunks: 2000, ready: 0, seconds: 0 })).toContain('Nothing of it is narrated yet');
});
