import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LecternError } from '../../../../electron/contract/problem.ts';
import { prepareText } from '../../../../electron/engines/styletts2/prepare/prepare-text.ts';

describe('any text at all', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'Mr.',
      'U.S.',
      'e.g.',
      'p.m.',
      'No.',
      'St.',
      'IV',
      'I',
      'Chapter',
      'Henry',
      'etc.',
      '’Tis',
      'no.',
    ),
    fc.constantFrom(
      '1066',
      '3.14',
      '10:30',
      '£5',
      '1990s',
      '22nd',
      '1/2',
      '5 km',
      '12s.',
      '’77',
      '10-12',
      '007',
      '½',
    ),
    fc.constantFrom(
      '“',
      '”',
      '‘',
      '’',
      '"',
      "'",
      '—',
      '--',
      '…',
      '. . .',
      '(',
      ')',
      '\n',
      '*',
      '_',
      '/',
      '&',
      '😀',
      '.',
      ',',
    ),
    fc.constantFrom('the', 'men', 'March', '12', 'A', 'B', 'he', 'café', 'said', 's', 'and'),
    fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
  );
  const anyText = fc
    .array(
      fc.tuple(
        fc.oneof(
          { weight: 40, arbitrary: piece },
          { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
        ),
        fc.constantFrom('', ' ', ' '),
      ),
      { maxLength: 24 },
    )
    .map((pairs) => pairs.map((pair) => pair.join('')).join(''));

  function prepareOrRefuse(text: string): string | null {
    try {
      return prepareText(text).text;
    } catch (thrown) {
      if (thrown instanceof LecternError && thrown.problem.code.startsWith('text-')) return null;
      throw thrown;
    }
  }

  it('is refused, or has only what the model knows, and then stays as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const prepared = prepareOrRefuse(text);
        if (prepared === null) return;
        expect(prepared).toMatch(/^[A-Za-zÀ-ÖØ-öø-ſ;:,.!?¡¿—…"«»“”' -]+$/u);
        expect(prepared).toBe(prepared.trim());
        expect(prepared.length).toBeLessThan(400);
        if (prepared.length <= 280)
          expect(prepareText(prepared)).toMatchObject({ text: prepared, notes: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps every plain word, in order', () => {
    const word = fc
      .stringMatching(/^[a-z]*[aeiou][a-z]{1,7}[aeiou][a-z]*$/u)
      .filter((each) => each.length < 12);
    const mark = fc.constantFrom(
      ' ',
      ', ',
      '. ',
      '—',
      ' – ',
      '… ',
      '; ',
      '\n',
      '” “',
      ' (',
      ') ',
      '?! ',
      ' * ',
      '/',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, mark), { minLength: 1, maxLength: 15 }), (pairs) => {
        const text = pairs.map((pair) => pair.join('')).join('');
        expect(prepareText(text).text.match(/[a-z]+/giu)).toEqual(pairs.map(([each]) => each));
      }),
      { numRuns: 400 },
    );
  });
});
