import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../electron/manuscript/markdown/read-markdown.ts';
import { readText } from '../../electron/manuscript/text/read-text.ts';

/** Several times what a linear reader needs on a busy machine; a quadratic one needs many times more. In ms. */
const limit = 4000;

const shapes: [string, (seed: string, size: number) => string][] = [
  ['in one line', (seed, size) => seed.repeat(size / seed.length)],
  ['in lines of 80', (seed, size) => `${seed.repeat(Math.ceil(80 / seed.length))}\n`.repeat(size / 80)],
  ['one a line', (seed, size) => `${seed}\n`.repeat(size / 10)],
];

const readers: [string, typeof readText, number, string[]][] = [
  ['plain text', readText, 1_000_000, ['*', '_', '[', 'a', '[Illustration', '*a ', 'I. ']],
  ['Markdown', readMarkdown, 200_000, ['*', '[', '<', '`', '>', '[a](', '*a ']],
];

describe.each(readers)('hostile input does not hold up %s', (_, read, size, seeds) => {
  test.each(shapes)('%s', (_shape, shape) => {
    for (const seed of seeds) {
      const source = shape(seed, size);
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
