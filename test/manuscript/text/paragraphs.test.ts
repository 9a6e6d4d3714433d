import { describe, expect, test } from 'vitest';
import type { Paragraph } from '../../../electron/contract/manuscript.ts';
import { readText } from '../../../electron/manuscript/text/read-text.ts';
import { allParagraphs, outline, prose, texts, words, wrap } from '../outline.ts';

const read = (source: string): Paragraph[] => allParagraphs(readText(source, 'x.txt'));
const kinds = (source: string): string[] => read(source).map(({ kind }) => kind);
const unwrapped = (number: number): string => prose(number).replaceAll('\n', ' ');

describe('layouts of plain text', () => {
  test('hard-wrapped lines with blank lines between paragraphs are joined', () => {
    expect(texts(readText(`${prose(1)}\n\n${prose(2)}\n`, 'x.txt'), 'prose')).toEqual([
      unwrapped(1),
      unwrapped(2),
    ]);
  });

  test('one paragraph a line, with and without blank lines between', () => {
    const lines = [unwrapped(1), '“Yes,” he said.', unwrapped(2), '“No?”', unwrapped(3)];
    expect(texts(readText(lines.join('\n'), 'x.txt'), 'prose')).toEqual(lines);
    expect(texts(readText(lines.join('\n\n'), 'x.txt'), 'prose')).toEqual(lines);
  });

  test('short lines of dialogue without any blank line stay paragraphs', () => {
    const lines = ['“Who is there?”', '“Nobody.”', 'She laughed.', '“Then come in.”'];
    expect(texts(readText(lines.join('\n'), 'x.txt'), 'prose')).toEqual(lines);
  });

  test('wrapped paragraphs told only by their indented first lines', () => {
    const paragraphs = [unwrapped(1), '“Yes,” he said.', '“No.”', unwrapped(2), unwrapped(3), unwrapped(4)];
    const source = paragraphs.map((text) => wrap(`    ${text}`, 70)).join('\n');
    expect(texts(readText(source, 'x.txt'), 'prose')).toEqual(paragraphs);
  });

  test('tabs as indents, one paragraph a line', () => {
    const lines = [unwrapped(1), '“Yes,” he said.', unwrapped(2)];
    expect(texts(readText(lines.map((line) => `\t${line}`).join('\r\n'), 'x.txt'), 'prose')).toEqual(lines);
  });

  test('double-spaced lines are joined, paragraphs told by their indents', () => {
    const paragraphs = [unwrapped(1), unwrapped(2), unwrapped(3)];
    const source = paragraphs
      .map((text) => wrap(`     ${text}`, 60))
      .join('\n')
      .replaceAll('\n', '\n\n');
    expect(texts(readText(source, 'x.txt'), 'prose')).toEqual(paragraphs);
  });

  test('double-spaced lines, paragraphs told by more space', () => {
    const source = [prose(1), prose(2)].map((text) => text.replaceAll('\n', '\n\n')).join('\n\n\n\n');
    expect(texts(readText(source, 'x.txt'), 'prose')).toEqual([unwrapped(1), unwrapped(2)]);
  });

  test('files that end their lines with CR CR LF are not double-spaced', () => {
    expect(
      texts(readText(`${prose(1)}\n\n${prose(2)}`.replaceAll('\n', '\r\r\n'), 'x.txt'), 'prose'),
    ).toHaveLength(2);
  });

  test('a sentence that a page number cut in two is whole again', () => {
    const pages = [1, 2, 3, 4].map(
      (page) => `She walked along the\n\n${page}\n\nriver on day ${page} and slept.`,
    );
    const manuscript = readText(`${prose(1)}\n\n${pages.join('\n\n')}`, 'x.txt');
    expect(texts(manuscript, 'prose').slice(1)).toEqual(
      [1, 2, 3, 4].map((page) => `She walked along the river on day ${page} and slept.`),
    );
  });
});

describe('joining lines', () => {
  const joined = (first: string, second: string): string | undefined => {
    const long = 'and so they went on and on along the shore until at last they came to a';
    return read(`${prose(1)}\n\n${long} ${first}\n${second} that nobody had seen before.`).at(-1)?.text;
  };

  test('a hyphen at the end of a line stays, without a space', () => {
    expect(joined('rabbit-', 'hole')).toContain('a rabbit-hole that');
  });

  test('a soft hyphen goes', () => {
    expect(joined('rab\u00AD', 'bit')).toContain('a rabbit that');
  });

  test('a closed dash gets no space, an open one keeps its own', () => {
    expect(joined('sea--', 'wide')).toContain('a sea--wide that');
    expect(joined('sea —', 'wide')).toContain('a sea — wide that');
  });
});

describe('verse', () => {
  const poem =
    'The sea was wet as wet could be,\n  The sands were dry as dry.\nYou could not see a cloud, because\n  No cloud was in the sky:';

  test.each([
    ['indented', poem.replace(/^/gmu, '     ')],
    ['at the margin', poem],
    [
      'in short lines without punctuation',
      'so much depends\nUpon the red\nWheel barrow glazed\nWith rain water',
    ],
  ])('%s keeps its lines', (_, source) => {
    const found = read(`${prose(1)}\n\n${source}\n\n${prose(2)}`);
    expect(found.map(({ kind }) => kind)).toEqual(['prose', 'verse', 'prose']);
    expect(found[1]?.text).toBe(source.replace(/^ +/gmu, ''));
  });

  test('among paragraphs that are one line each', () => {
    expect(kinds([unwrapped(1), poem, unwrapped(2), unwrapped(3)].join('\n\n'))).toEqual([
      'prose',
      'verse',
      'prose',
      'prose',
    ]);
  });

  test('quoted prose, indented as a block, is joined', () => {
    const quotation = prose(2).replace(/^/gmu, '     ');
    expect(read(`${prose(1)}\n\n${quotation}\n\n${prose(3)}`)[1]).toEqual({
      kind: 'prose',
      text: unwrapped(2),
    });
  });
});

describe('what is not read', () => {
  test.each(['* * *', '*****', '---', '⁂', '~', '#', '• • •', '___'])('%s is an ornament', (ornament) => {
    expect(read(`${prose(1)}\n\n${ornament}\n\n${prose(2)}`)[1]).toEqual({
      kind: 'ornament',
      text: ornament,
    });
  });

  test('ornaments also between lines without blank ones, and several in a row as one', () => {
    expect(kinds([unwrapped(1), '***', unwrapped(2), '*', '*', '*', unwrapped(3)].join('\n'))).toEqual([
      'prose',
      'ornament',
      'prose',
      'ornament',
      'prose',
    ]);
  });

  test('underscores of emphasis go, those inside words stay', () => {
    expect(
      read('_I_ shan’t! She _really\nmeant_ snake_case.')
        .map(({ text }) => text)
        .join(' '),
    ).toBe('I shan’t! She really meant snake_case.');
  });

  test('illustration notes go, other brackets stay', () => {
    const source = `[Illustration: The Rabbit\nruns]\n\n${prose(1)}\n\n[Illustration]\n\n[He laughed.]`;
    expect(texts(readText(source, 'x.txt'), 'prose')).toEqual([unwrapped(1), '[He laughed.]']);
  });
});

describe('Project Gutenberg', () => {
  const header = (field = ''): string =>
    `The Project Gutenberg eBook of The Quiet Tram\n\nThis eBook is for the use of anyone anywhere.\n\nTitle: The Quiet Tram\n       A Story\n\nAuthor: Ada Pell\n\n${field}\n\n`;
  const body = `Chapter 1\n\n${prose(1)}\n\nChapter 2\n\n${prose(2)}`;

  test.each([
    [
      '*** START OF THE PROJECT GUTENBERG EBOOK THE QUIET TRAM ***',
      '*** END OF THE PROJECT GUTENBERG EBOOK THE QUIET TRAM ***',
    ],
    [
      '***START OF THE PROJECT GUTENBERG EBOOK THE QUIET TRAM***',
      '***END OF THE PROJECT GUTENBERG EBOOK THE QUIET TRAM***',
    ],
    [
      '*** START OF THIS PROJECT GUTENBERG EBOOK THE QUIET\nTRAM ***',
      'End of Project Gutenberg’s The Quiet Tram, by Ada Pell',
    ],
    [
      '*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*',
      'End of the Project Gutenberg Etext of The Quiet Tram',
    ],
    [
      '*END THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*',
      'End of this Project Gutenberg Etext of The Quiet Tram',
    ],
  ])('leaves header and footer out: %s', (start, end) => {
    const source = `${header('Language: English')}${start}\n\n\nProduced by A. Volunteer and\nthe team.\n\n\n${body}\n\nTHE END\n\n${end}\n\nLicence text.\n`;
    const manuscript = readText(source, 'x.txt');
    expect(manuscript).toMatchObject({ title: 'The Quiet Tram A Story', author: 'Ada Pell', language: 'en' });
    expect(outline(manuscript)).toEqual(['+ Chapter 1', '+ Chapter 2']);
    expect(words(manuscript)).toEqual(words(`${body} THE END`));
  });

  test('knows languages by their English names', () => {
    const read = (language: string): string | null =>
      readText(
        `${header(`Language: ${language}`)}*** START OF THE PROJECT GUTENBERG EBOOK X ***\n${body}`,
        'x',
      ).language;
    expect(['German', 'French', 'Spanish', 'pt', 'Klingon'].map(read)).toEqual([
      'de',
      'fr',
      'es',
      'pt',
      null,
    ]);
  });

  test('a book that merely speaks of it keeps every word', () => {
    const source = `${prose(1)}\n\nShe worked for Project Gutenberg in those days.\n\n${prose(2)}`;
    expect(words(readText(source, 'x.txt'))).toEqual(words(source));
  });
});
