import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitInTwo } from '../../electron/chunking/split-in-two.ts';

const bare = (text: string): string => text.replace(/\s/gu, '');

describe('a text that was too long is cut', () => {
  test.each([
    [
      'at the sentence’s end nearest to the middle',
      'Mr. Holmes rose. He went to the window and looked out. “It is he!” The street below was empty.',
      'Mr. Holmes rose. He went to the window and looked out.',
      'sentence',
    ],
    [
      'at a clause where the only sentence’s end would leave a stub',
      'Yes. The fog had come down in the night and filled the street from side to side; nobody could see the lamps.',
      'Yes. The fog had come down in the night and filled the street from side to side;',
      'clause',
    ],
    [
      'at a comma near the middle rather than a semicolon far from it',
      'Stop; the fog had come down in the night and filled the whole street, so that nobody could see the lamps or hear',
      'Stop; the fog had come down in the night and filled the whole street,',
      'clause',
    ],
    [
      'behind a dash between two words',
      'The fog had come down upon the silent street in the night—nobody had seen the lamps go out',
      'The fog had come down upon the silent street in the night—',
      'clause',
    ],
    [
      'at a space where there is nothing better, but not behind “Mr.”',
      'one two three four five six seven Mr. Eight nine ten eleven',
      'one two three four five six',
      'clause',
    ],
  ])('%s', (_, text, first, boundary) => {
    const halves = splitInTwo(text);
    expect(halves).toMatchObject({ first, boundary });
    expect(bare(`${first}${halves?.second ?? ''}`)).toBe(bare(text));
  });

  test.each([
    ['too short', 'He rose. She went to the window, too.'],
    ['one word', 'a'.repeat(300)],
    ['one word and punctuation', `${'a'.repeat(300)} … — !`],
  ])('but not when it is %s', (_, text) => {
    expect(splitInTwo(text)).toBeNull();
  });
});

test('whatever the text: both halves speak, together they are the text, and no word is cut', () => {
  const word = fc.constantFrom(
    'the',
    'Alice',
    'Mr.',
    '3.14',
    'down,',
    '“Yes.”',
    'well—then',
    'I.',
    '…',
    'end!',
  );
  const gap = fc.constantFrom(' ', ' ', ' ', '. ', '\n', '; ', '\u00A0');
  fc.assert(
    fc.property(fc.array(fc.tuple(word, gap), { maxLength: 60 }), (pairs) => {
      const text = pairs.map((pair) => pair.join('')).join('');
      const halves = splitInTwo(text);
      if (halves === null) return;
      const { first, second } = halves;
      expect(bare(first + second)).toBe(bare(text));
      for (const half of [first, second]) {
        expect(half).toBe(half.trim());
        expect(half).toMatch(/[\p{L}\p{N}]/u);
      }
      const words = (part: string): string[] => part.match(/[\p{L}\p{N}]+/gu) ?? [];
      expect([...words(first), ...words(second)]).toEqual(words(text));
    }),
    { numRuns: 300 },
  );
});
