import { describe, expect, test } from 'vitest';
import { readText } from '../../../electron/manuscript/text/read-text.ts';
import { outline, prose, texts, words } from '../outline.ts';

const doc = (...blocks: string[]): string => blocks.join('\n\n');

describe('manuscripts as writers have them', () => {
  test('a Word export: CRLF, tabs, no blank lines, titles below their labels', () => {
    const line = (number: number): string => `\t${prose(number).replaceAll('\n', ' ')}`;
    const source = [
      'Chapter One',
      'The Storm',
      line(1),
      '\t“Yes,” he said.',
      'Chapter Two',
      'The Calm',
      line(2),
      '***',
      line(3),
    ];
    const manuscript = readText(source.join('\r\n'), 'x.txt');
    expect(outline(manuscript)).toEqual(['+ Chapter One: The Storm', '+ Chapter Two: The Calm']);
    expect(texts(manuscript, 'prose')).toHaveLength(4);
    expect(texts(manuscript, 'ornament')).toEqual(['***']);
  });

  test('a short story in standard manuscript format: the address is not read', () => {
    const source = doc(
      'Ada Pell\n12 Quay Street\nWinterbourne',
      'About 3,000 words',
      'THE QUIET TRAM',
      'by Ada Pell',
      prose(1),
      '#',
      prose(2),
      'END',
    );
    const manuscript = readText(source, 'x.txt');
    expect(manuscript).toMatchObject({ title: 'THE QUIET TRAM', author: 'Ada Pell' });
    expect(outline(manuscript)).toEqual(['- Title page (Title page)', '+ THE QUIET TRAM']);
    expect(texts(manuscript, 'heading')).toEqual(['THE QUIET TRAM', 'by Ada Pell']);
  });

  test('a novel of letters and chapters with an indented table of contents', () => {
    const source = doc(
      'Frankenstein;',
      'or, the Modern Prometheus',
      'by Mary Wollstonecraft (Godwin) Shelley',
      ' CONTENTS',
      ' Letter 1\n Letter 2\n Chapter 1\n Chapter 2',
      'Letter 1',
      '_To Mrs. Saville, England._',
      prose(1),
      'Letter 2',
      prose(2),
      'Chapter 1',
      prose(3),
      'Chapter 2',
      prose(4),
    );
    const manuscript = readText(source, 'x.txt');
    expect(manuscript).toMatchObject({
      title: 'Frankenstein',
      author: 'Mary Wollstonecraft (Godwin) Shelley',
    });
    expect(outline(manuscript)).toEqual([
      '- Title page (Title page)',
      '- Table of contents (Table of contents)',
      '+ Letter 1',
      '+ Letter 2',
      '+ Chapter 1',
      '+ Chapter 2',
    ]);
    expect(words(manuscript)).toEqual(words(source.replaceAll('_', '')));
  });

  test('books within the book, chapters that begin anew in each, both in the table of contents', () => {
    const source = doc(
      'A TALE OF TWO CITIES',
      'A STORY OF THE FRENCH REVOLUTION',
      'By Charles Dickens',
      'CONTENTS',
      '     Book the First--Recalled to Life',
      '     CHAPTER I      The Period\n     CHAPTER II     The Mail',
      '     Book the Second--the Golden Thread',
      '     CHAPTER I      Five Years Later\n     CHAPTER II     A Sight',
      'Book the First--Recalled to Life',
      'CHAPTER I.\nThe Period',
      prose(1),
      'CHAPTER II.\nThe Mail',
      prose(2),
      'Book the Second--the Golden Thread',
      'CHAPTER I.\nFive Years Later',
      prose(3),
      'CHAPTER II.\nA Sight',
      prose(4),
    );
    const manuscript = readText(source, 'x.txt');
    expect(manuscript).toMatchObject({ title: 'A TALE OF TWO CITIES', author: 'Charles Dickens' });
    expect(outline(manuscript).slice(2)).toEqual([
      '+ Book the First--Recalled to Life, CHAPTER I. The Period',
      '+ CHAPTER II. The Mail',
      '+ Book the Second--the Golden Thread, CHAPTER I. Five Years Later',
      '+ CHAPTER II. A Sight',
    ]);
    expect(words(manuscript)).toEqual(words(source));
  });

  test('stories with numbered titles that are themselves divided by numerals', () => {
    const source = doc(
      'Contents',
      '   I.     A Scandal in Bohemia\n   II.    The Red-Headed League',
      'I. A SCANDAL IN BOHEMIA',
      'I.',
      prose(1),
      'II.',
      prose(2),
      'II. THE RED-HEADED LEAGUE',
      prose(3),
    );
    const manuscript = readText(source, 'x.txt');
    expect(outline(manuscript).slice(1)).toEqual([
      '+ I. A SCANDAL IN BOHEMIA',
      '+ II. THE RED-HEADED LEAGUE',
    ]);
    expect(texts(manuscript, 'heading').slice(1)).toEqual([
      'I. A SCANDAL IN BOHEMIA',
      'I.',
      'II.',
      'II. THE RED-HEADED LEAGUE',
    ]);
  });

  test('a PDF’s text: page numbers go, sentences across pages are whole, chapters stay', () => {
    const pages = [1, 2, 3, 4, 5, 6].map((page) =>
      doc(
        page % 3 === 1 ? `CHAPTER ${(page + 2) / 3}` : '',
        `${prose(page)} She went on along the`,
        `${page}\n\froad to the sea.`,
      ),
    );
    const manuscript = readText(doc(...pages), 'x.txt');
    expect(outline(manuscript)).toEqual(['+ CHAPTER 1', '+ CHAPTER 2']);
    expect(
      texts(manuscript, 'prose').filter((text) => text.endsWith('along the road to the sea.')),
    ).toHaveLength(6);
  });

  test('Markdown in a .txt: number signs and stars are not spoken', () => {
    const manuscript = readText(
      doc('# Chapter 1', `${prose(1)} She *really* meant it.`, '# Chapter 2', prose(2)),
      'x.txt',
    );
    expect(texts(manuscript, 'heading')).toEqual(['Chapter 1', 'Chapter 2']);
    expect(texts(manuscript, 'prose')[0]).toContain('She really meant it.');
  });
});
