import { describe, expect, test } from 'vitest';
import { readText } from '../../../electron/manuscript/text/read-text.ts';
import { outline, prose, texts } from '../outline.ts';

/** Blocks separated by one blank line. */
const doc = (...blocks: string[]): string => blocks.join('\n\n');
const read = (source: string): string[] => outline(readText(source, 'my_novel.txt'));

describe('headings that say what they are', () => {
  test.each([
    ['CHAPTER I. Down the Rabbit-Hole', 'CHAPTER II. The Pool of Tears'],
    ['Chapter 1', 'Chapter 2'],
    ['CHAPTER ONE', 'CHAPTER TWO'],
    ['Chapter Twenty-One: The Storm', 'Chapter Twenty-Two: The Calm'],
    ['Chapter 1 - The Storm', 'Chapter 2 - The Calm'],
    ['Chapter 1 The Storm', 'Chapter 2 The Calm'],
    ['Part One', 'Part Two'],
    ['Book II', 'Book III'],
    ['Letter 4', 'Letter 5'],
    ['ACT I', 'ACT II'],
    ['Canto I', 'Canto II'],
    ['STAVE ONE', 'STAVE TWO'],
    ['Kapitel 1', 'Kapitel 2'],
    ['Erstes Kapitel', 'Zweites Kapitel'],
    ['1. Kapitel', '2. Kapitel'],
    ['Chapitre premier', 'Chapitre deuxième'],
    ['CAPÍTULO III', 'CAPÍTULO IV'],
    ['Capítulo primero', 'Capítulo segundo'],
    ['Prologue', 'Epilogue'],
    ['Preface', 'Introduction'],
    ['Foreword', 'Afterword'],
    ['Acknowledgements', 'Appendix'],
    ['Appendix A: Maps', 'Appendix B: Tables'],
    ['Vorwort', 'Nachwort'],
    ['Avant-propos', 'Épilogue'],
  ])('%s', (first, second) => {
    expect(read(doc(first, prose(1), second, prose(2)))).toEqual([`+ ${first}`, `+ ${second}`]);
  });

  test('keep the heading as it stands for the voice', () => {
    const manuscript = readText(
      doc('CHAPTER I. Down the Rabbit-Hole', prose(1), 'CHAPTER II.', prose(2)),
      'x.txt',
    );
    expect(texts(manuscript, 'heading')).toEqual(['CHAPTER I. Down the Rabbit-Hole', 'CHAPTER II.']);
    expect(outline(manuscript)).toEqual(['+ CHAPTER I. Down the Rabbit-Hole', '+ CHAPTER II']);
  });

  test('with decoration around them', () => {
    expect(read(doc('*** Chapter 1 ***', prose(1), '— Chapter 2 —', prose(2)))).toEqual([
      '+ Chapter 1',
      '+ Chapter 2',
    ]);
  });

  test('with the title on the next line, with and without a blank line between', () => {
    const source = doc('CHAPTER I\nThe Period', prose(1), 'CHAPTER II', 'The Mail', prose(2));
    const manuscript = readText(source, 'x.txt');
    expect(outline(manuscript)).toEqual(['+ CHAPTER I: The Period', '+ CHAPTER II: The Mail']);
    expect(texts(manuscript, 'heading')).toEqual(['CHAPTER I', 'The Period', 'CHAPTER II', 'The Mail']);
  });

  test('with a long title that is wrapped', () => {
    const title =
      'CHAPTER I. Which treats of the character and pursuits\nof the famous gentleman Don Quixote of La Mancha';
    const source = doc(title, prose(1), 'CHAPTER II. Which treats of the first sally', prose(2));
    expect(read(source)[0]).toBe(`+ ${title.replace('\n', ' ')}`);
  });

  test('directly above their text', () => {
    const source = doc(`Chapter 1\n${prose(1)}`, `Chapter 2\n${prose(2)}`);
    const manuscript = readText(source, 'x.txt');
    expect(outline(manuscript)).toEqual(['+ Chapter 1', '+ Chapter 2']);
    expect(texts(manuscript, 'heading')).toEqual(['Chapter 1', 'Chapter 2']);
  });
});

describe('what is no heading', () => {
  test.each([
    'Chapter 3 was the worst.',
    '“Chapter 3,” she said.',
    'Part of me wanted to stay.',
    'Part I wanted to forget.',
    'Act one was over.',
    'Book a room, he said.',
    'Letter after letter came.',
    'Introduction to him was easy.',
    'Chapter 7. I hated that one, and so did everybody else who had read it.',
    'I.',
    'NO!',
    'Mr. Pell',
    'THE END',
  ])('%s', (line) => {
    expect(read(doc('Chapter 1', prose(1), line, prose(2), 'Chapter 2', prose(3)))).toEqual([
      '+ Chapter 1',
      '+ Chapter 2',
    ]);
  });

  test('a wrapped line that happens to begin with the word', () => {
    const source = doc(
      'Chapter 1',
      `${prose(1)} She was thinking of\nChapter 2 of her own life again, as she always\ndid when it rained.`,
    );
    expect(read(source)).toEqual(['+ Chapter 1']);
  });
});

describe('parts', () => {
  const parts = doc(
    'PART ONE',
    'Chapter 1',
    prose(1),
    'Chapter 2',
    prose(2),
    'PART TWO',
    'Chapter 1',
    prose(3),
  );

  test('without text of their own go before the chapter that follows', () => {
    const manuscript = readText(parts, 'x.txt');
    expect(outline(manuscript)).toEqual(['+ PART ONE, Chapter 1', '+ Chapter 2', '+ PART TWO, Chapter 1']);
    expect(texts(manuscript, 'heading')).toEqual([
      'PART ONE',
      'Chapter 1',
      'Chapter 2',
      'PART TWO',
      'Chapter 1',
    ]);
  });

  test('with text are sections', () => {
    expect(read(doc('PART ONE', prose(5), 'Chapter 1', prose(1)))).toEqual(['+ PART ONE', '+ Chapter 1']);
  });

  test('hold numerals as chapters', () => {
    const source = doc(
      'PART ONE',
      'I.',
      prose(1),
      'II.',
      prose(2),
      'PART TWO',
      'I.',
      prose(3),
      'II.',
      prose(4),
    );
    expect(read(source)).toEqual(['+ PART ONE, I', '+ II', '+ PART TWO, I', '+ II']);
  });
});

describe('headings that only count or only look like one', () => {
  test.each([
    ['I.', 'II.', 'III.'],
    ['1', '2', '3'],
    ['XIV', 'XV', 'XVI'],
    ['1.', '2.', '3.'],
    ['One', 'Two', 'Three'],
    ['— 1 —', '— 2 —', '— 3 —'],
    ['1. The Storm', '2. The Calm', '3. The Wreck'],
    ['I. A SCANDAL IN BOHEMIA', 'II. THE RED-HEADED LEAGUE', 'III. A CASE OF IDENTITY'],
  ])('%s', (a, b, c) => {
    const clean = (text: string): string => text.replace(/^— | —$|\.$/gu, '');
    expect(read(doc(a, prose(1), b, prose(2), c, prose(3)))).toEqual([
      `+ ${clean(a)}`,
      `+ ${clean(b)}`,
      `+ ${clean(c)}`,
    ]);
  });

  test('numerals inside chapters divide them without ending them', () => {
    const source = doc(
      'Chapter 1',
      'I.',
      prose(1),
      'II.',
      prose(2),
      'Chapter 2',
      'I.',
      prose(3),
      'II.',
      prose(4),
    );
    const manuscript = readText(source, 'x.txt');
    expect(outline(manuscript)).toEqual(['+ Chapter 1', '+ Chapter 2']);
    expect(texts(manuscript, 'heading')).toEqual(['Chapter 1', 'I.', 'II.', 'Chapter 2', 'I.', 'II.']);
  });

  test('numbers that do not count up are text', () => {
    expect(read(doc(prose(1), '7', prose(2), '3', prose(3)))).toEqual(['+ my novel']);
  });

  test('somebody counting aloud is no row of chapters', () => {
    const line = prose(1).replaceAll('\n', ' ');
    expect(read([line, 'One.', 'Two.', 'Three.', line].join('\n'))).toEqual(['+ my novel']);
  });

  test('a numbered list is no row of chapters', () => {
    expect(read(doc(prose(1), '1. Milk', '2. Eggs', '3. Bread', prose(2)))).toEqual(['+ my novel']);
  });

  test('titles in capitals that recur', () => {
    const source = doc('THE HOUND', prose(1), 'A STUDY IN GREY', prose(2), 'THE LAST BOW', prose(3));
    expect(read(source)).toEqual(['+ THE HOUND', '+ A STUDY IN GREY', '+ THE LAST BOW']);
  });

  test('titles in Title Case set off by more space', () => {
    const source = ['The Hound', prose(1), '\nA Study in Grey', prose(2), '\nThe Last Bow', prose(3)].join(
      '\n\n',
    );
    expect(read(source)).toEqual(['+ The Hound', '+ A Study in Grey', '+ The Last Bow']);
  });

  test('a shout in capitals is no title', () => {
    expect(read(doc(prose(1), 'STOP!', prose(2), 'STOP!', prose(3), 'STOP!', prose(4)))).toEqual([
      '+ my novel',
    ]);
  });
});
