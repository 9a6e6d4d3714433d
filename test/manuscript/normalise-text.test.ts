import { expect, test } from 'vitest';
import type { Manuscript } from '../../electron/contract/manuscript.ts';
import { readMarkdown } from '../../electron/manuscript/markdown/read-markdown.ts';
import { normaliseText } from '../../electron/manuscript/normalise-text.ts';
import { readText } from '../../electron/manuscript/text/read-text.ts';
import { read } from './epub/temporary-book.ts';

const decomposed = 'Ame\u0301lie aß Crème brûle\u0301e am Cafe\u0301.';
const composed = 'Amélie aß Crème brûlée am Café.';

const textsOf = ({ title, sections }: Manuscript): string =>
  [
    title,
    ...sections.flatMap((section) => [section.title, ...section.paragraphs.map(({ text }) => text)]),
  ].join('\n');

test('letters and their accents are one character each, whatever the manuscript and its format', async () => {
  const heading = 'Cafe\u0301';
  const books = [
    readText(`CHAPTER I\n\n${heading}\n\n${decomposed}`, 'one.txt'),
    readMarkdown(`# ${heading}\n\n## ${heading}\n\n${decomposed}`, 'one.md'),
    await read({ documents: [{ name: 'one.xhtml', body: `<h1>${heading}</h1><p>${decomposed}</p>` }] }),
  ];
  for (const book of books) {
    const text = textsOf(book);
    expect(text).toContain(composed);
    expect(text).toContain('Café');
    expect(text).toBe(text.normalize('NFC'));
  }
});

test('invisible characters go, and any run of white space is one space', () => {
  expect(normaliseText('\uFEFFa\u00ADb\u200Bc\u2060d')).toBe('abcd');
  expect(normaliseText(' one \t two\u00A0\n three ')).toBe('one two three');
});
