import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../electron/manuscript/markdown/read-markdown.ts';
import { readText } from '../../electron/manuscript/text/read-text.ts';

const size = 200_000;
const seeds = [
  '*',
  '_',
  '[',
  '![',
  '<',
  '`',
  '>',
  '#',
  ' ',
  '.',
  'a',
  'word ',
  '[Illustration',
  '_a ',
  '- ',
  'I. ',
  '"“',
  '<!--',
  '\u00AD',
];
const shapes: [string, (seed: string) => string][] = [
  ['in one line', (seed) => seed.repeat(size / seed.length)],
  ['in lines of 80', (seed) => `${seed.repeat(Math.ceil(80 / seed.length))}\n`.repeat(size / 80)],
  ['one a line', (seed) => `${seed}\n`.repeat(size / 20)],
];

/** Far more than a linear reader needs on a busy machine, far less than a quadratic one does. In ms. */
const limit = 3000;

describe.each([
  ['plain text', readText],
  ['Markdown', readMarkdown],
])('hostile input does not hold up %s', (_, read) => {
  test.each(shapes)('%s', (_shape, shape) => {
    for (const seed of seeds) {
      const source = shape(seed);
      const started = performance.now();
      read(source, 'x.txt');
      expect(performance.now() - started, JSON.stringify(seed)).toBeLessThan(limit);
    }
  });

  test('200,000 blank lines', () => {
    const started = performance.now();
    const manuscript = read(`One.${'\n'.repeat(200_000)}Two.`, 'x.txt');
    expect(manuscript.sections[0]?.paragraphs.map(({ text }) => text)).toEqual(['One.', 'Two.']);
    expect(performance.now() - started).toBeLessThan(limit);
  });
});
