import { describe, expect, test } from 'vitest';
import { readText } from '../../../electron/manuscript/text/read-text.ts';
import { outline, prose, texts, words } from '../outline.ts';

/** Blocks separated by one blank line. */
const doc = (...blocks: string[]): string => blocks.join('\n\n');
const read = (source: string): string[] => outline(readText(source, 'my_novel.txt'));

describe('the table of contents', () => {
  const chapters = [prose(1), prose(2), prose(3)].map((text, index) => doc(`Chapter ${index + 1}`, text));

  test('under a heading becomes one skipped section', () => {
    const source = doc('Contents', 'Chapter 1\nChapter 2\nChapter 3', ...chapters);
    expect(read(source)).toEqual([
      '- Table of contents (Table of contents)',
      '+ Chapter 1',
      '+ Chapter 2',
      '+ Chapter 3',
    ]);
  });

  test('with titles, dots and page numbers, in other words than the headings', () => {
    const list = 'Preface ..... v\nI. The Storm ..... 1\nII. The Calm ..... 17';
    const source = doc(
      'CONTENTS',
      list,
      'PREFACE',
      prose(1),
      'CHAPTER I',
      'The Storm',
      prose(2),
      'CHAPTER II',
      'The Calm',
      prose(3),
    );
    expect(read(source)).toEqual([
      '- Table of contents (Table of contents)',
      '+ PREFACE',
      '+ CHAPTER I: The Storm',
      '+ CHAPTER II: The Calm',
    ]);
  });

  test('without a heading of its own is told by its lack of text', () => {
    const source = doc('Chapter 1', 'Chapter 2', 'Chapter 3', ...chapters);
    expect(read(source)).toEqual([
      '- Table of contents (Table of contents)',
      '+ Chapter 1',
      '+ Chapter 2',
      '+ Chapter 3',
    ]);
  });

  test('of titles alone, which come again above their stories', () => {
    const source = doc('CONTENTS', 'The Hound\nThe Bow', 'The Hound', prose(1), 'The Bow', prose(2));
    const manuscript = readText(source, 'x.txt');
    expect(outline(manuscript)[0]).toBe('- Table of contents (Table of contents)');
    expect(words(manuscript)).toEqual(words(source));
  });

  test('does not become the title of a heading right above it', () => {
    const source = 'CHAPTER I\nContents\nCHAPTER I\nShe.';
    expect(words(readText(source, 'x.txt'))).toEqual(words(source));
  });

  test('does not swallow a preface without a heading', () => {
    const source = doc('Contents', 'Chapter 1\nChapter 2\nChapter 3', prose(9), ...chapters);
    expect(read(source)).toEqual([
      '- Table of contents (Table of contents)',
      '+ my novel',
      '+ Chapter 1',
      '+ Chapter 2',
      '+ Chapter 3',
    ]);
  });
});

describe('before the first chapter', () => {
  test('title, author and edition are a title page', () => {
    const manuscript = readText(
      doc('The Quiet Tram', 'by Ada Pell', 'Second edition', 'Chapter 1', prose(1)),
      'x.txt',
    );
    expect(manuscript).toMatchObject({ title: 'The Quiet Tram', author: 'Ada Pell' });
    expect(outline(manuscript)).toEqual(['- Title page (Title page)', '+ Chapter 1']);
  });

  test('a text is kept, with the book’s title when it has none of its own', () => {
    const source = doc('The Quiet Tram', 'by Ada Pell', prose(7), prose(8), 'Chapter 1', prose(1));
    expect(read(source)).toEqual(['- Title page (Title page)', '+ The Quiet Tram', '+ Chapter 1']);
  });

  test('in standard manuscript format the address does not become the title', () => {
    const source = doc(
      'Ada Pell\n12 Quay Street\nWinterbourne',
      'about 80,000 words',
      'THE QUIET TRAM',
      'by Ada Pell',
      'Chapter 1',
      prose(1),
    );
    expect(readText(source, 'x.txt')).toMatchObject({ title: 'THE QUIET TRAM', author: 'Ada Pell' });
  });

  test('a text in which nothing looks like a chapter is one, called like the file', () => {
    expect(read(doc(prose(1), prose(2)))).toEqual(['+ my novel']);
  });

  test('or like the title in its first line, which stays to be read', () => {
    const manuscript = readText(doc('The Quiet Tram', prose(1), prose(2)), 'x.txt');
    expect(outline(manuscript)).toEqual(['+ The Quiet Tram']);
    expect(texts(manuscript, 'heading')).toEqual(['The Quiet Tram']);
  });
});

test('skipped by their title: copyright, index', () => {
  const source = doc(
    'Copyright',
    'All rights reserved by the author.',
    'Chapter 1',
    prose(1),
    'Index',
    'Alice, 5\nRabbit, 7',
  );
  expect(read(source)).toEqual(['- Copyright (Copyright notice)', '+ Chapter 1', '- Index (Index)']);
});
