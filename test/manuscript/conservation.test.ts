import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../electron/manuscript/markdown/read-markdown.ts';
import { readText } from '../../electron/manuscript/text/read-text.ts';
import { words, wrap } from './outline.ts';

const word = fc.constantFrom(
  ...'She he was the Tram chapter Part I one two 3 42 Mr. “Yes,” ‘no’ light-house sea-- — naïve Dr. by CHAPTER End of'.split(
    ' ',
  ),
);
const sentence = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 14 }), fc.constantFrom('.', '!', '?”', ',', '', '…', ':'))
  .map(([list, end]) => `${list.join(' ')}${end}`);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));
const wrapped = fc
  .tuple(paragraph, fc.integer({ min: 30, max: 90 }))
  .map(([text, width]) => wrap(text, width));
const indented = fc
  .tuple(wrapped, fc.integer({ min: 1, max: 9 }))
  .map(([text, indent]) => text.replace(/^/gmu, ' '.repeat(indent)));
const heading = fc.constantFrom(
  ...[
    'CHAPTER I',
    'CHAPTER II. The Sea',
    'Chapter 1',
    'Chapter 2: Two',
    'Part One',
    'BOOK II',
    'Prologue',
    'I.',
    'II.',
  ],
  ...[
    'III',
    '1',
    '2',
    '3. Three',
    'THE STORM',
    'The Calm',
    'Contents',
    'Table of Contents',
    'THE END',
    'Preface ..... 7',
  ],
  ...[
    'by Ada Pell',
    'Chapter 3 was the worst.',
    'Index',
    'Copyright',
    '12 Quay Street',
    'Kapitel 4',
    'Epilogue',
  ],
);
const ornament = fc.constantFrom('* * *', '---', '#', '~', '⁂');
const block = fc.oneof(paragraph, wrapped, indented, heading, heading, ornament);
const gap = fc.constantFrom('\n', '\n\n', '\n\n', '\n\n\n\n', '\r\n\r\n', '\n\f', '\n \t\n');
const document = fc
  .array(fc.tuple(block, gap), { minLength: 1, maxLength: 25 })
  .map((list) => list.flat().join(''));

describe('no word disappears, none is doubled, all stay in order', () => {
  test('in plain text', () => {
    fc.assert(
      fc.property(document, (source) => {
        expect(words(readText(source, 'x.txt'))).toEqual(words(source));
      }),
      { numRuns: 300 },
    );
  });

  test('in Markdown', () => {
    const mark = fc.constantFrom('# ', '## ', '### ', '> ', '- ', '', '', '    ', '\t');
    const inline = fc.constantFrom('*', '**', '_', '~~', '`', '');
    const marked = fc
      .tuple(mark, inline, paragraph)
      .map(([start, around, text]) => `${start}${around}${text}${around}`);
    const source = fc
      .array(fc.tuple(fc.oneof(marked, marked, block), gap), { minLength: 1, maxLength: 20 })
      .map((list) => list.flat().join(''));
    fc.assert(
      fc.property(source, (text) => {
        expect(words(readMarkdown(text, 'x.md'))).toEqual(words(text));
      }),
      { numRuns: 300 },
    );
  });

  test('in any characters at all, plain text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (source) => {
        const unmarked = source.replace(/_/gu, ' ');
        expect(words(readText(unmarked, 'x.txt')).join('')).toBe(
          words(unmarked.replace(/[\u00AD\u200B\u200E\u200F\u2060\uFEFF]/gu, '')).join(''),
        );
      }),
      { numRuns: 300 },
    );
  });
});
