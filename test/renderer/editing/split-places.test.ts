import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstPlace, placeByKey, placeWords, splitPlaces } from '../../../renderer/editing/split-places.ts';

const text = 'The ferry left at six. “Nobody spoke,” she said — twice.';
const halves = (of: string): [string, string][] =>
  splitPlaces(of).map((at) => [of.slice(0, at), of.slice(at)]);

describe('the places where a chunk can be cut', () => {
  it('are before its words, with their opening quotes, and never inside one', () => {
    expect(halves('“Is that” said Tom.').map(([, second]) => second)).toEqual([
      'that” said Tom.',
      'said Tom.',
      'Tom.',
    ]);
    expect(splitPlaces('twenty-one')).toEqual([]);
  });

  it('are behind a dash without spaces, too', () => {
    expect(halves('a light—small')).toEqual([
      ['a ', 'light—small'],
      ['a light—', 'small'],
    ]);
  });

  it('leave something that is spoken on both sides', () => {
    expect(halves('— Tom . . .')).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (any) => {
        for (const [first, second] of halves(any)) {
          expect(first).toMatch(/[\p{L}\p{N}]/u);
          expect(second).toMatch(/[\p{L}\p{N}]/u);
        }
      }),
    );
  });

  it('are found by the words where they are written without spaces', () => {
    expect(splitPlaces('吾輩は猫である。名前はまだ無い。').length).toBeGreaterThan(2);
  });

  it('begin at the end of a sentence, else in the middle', () => {
    const places = splitPlaces(text);
    expect(text.slice(places[firstPlace(text, places)])).toMatch(/^“Nobody spoke/u);
    const plain = 'one two three four five';
    expect(plain.slice(splitPlaces(plain)[firstPlace(plain, splitPlaces(plain))])).toBe('four five');
  });
});

describe('the keys of the cut', () => {
  const places = splitPlaces(text);
  const go = (key: string, from: number): number | null => placeByKey(key, from, text, places);

  it('move it by a word and stop at both ends', () => {
    expect([go('ArrowRight', 0), go('ArrowLeft', 1), go('ArrowLeft', 0)]).toEqual([1, 0, 0]);
    expect(go('ArrowRight', places.length - 1)).toBe(places.length - 1);
    expect([go('Home', 3), go('End', 3)]).toEqual([0, places.length - 1]);
    expect(go('x', 3)).toBeNull();
  });

  it('move it by a sentence', () => {
    const sentence = firstPlace(text, places);
    expect(go('PageUp', 0)).toBe(sentence);
    expect(go('PageDown', places.length - 1)).toBe(sentence);
    expect(go('PageUp', sentence)).toBe(places.length - 1);
    expect(go('PageDown', sentence)).toBe(0);
  });

  it('are told where they have led', () => {
    expect(placeWords(text, text.indexOf('“Nobody'))).toBe(
      'after “left at six.”, before ““Nobody spoke,” she”',
    );
  });
});
