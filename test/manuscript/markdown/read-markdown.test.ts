import { describe, expect, test } from 'vitest';
import type { Paragraph } from '../../../electron/contract/manuscript.ts';
import { readMarkdown } from '../../../electron/manuscript/markdown/read-markdown.ts';
import { allParagraphs, outline, prose } from '../outline.ts';

const read = (source: string): Paragraph[] => allParagraphs(readMarkdown(source, 'my_novel.md'));
const sections = (source: string): string[] => outline(readMarkdown(source, 'my_novel.md'));
const doc = (...blocks: string[]): string => blocks.join('\n\n');

describe('front matter', () => {
  test('gives title, author and language, and is not read', () => {
    const source = '---\ntitle: The Quiet Tram\nauthor: Ada Pell\nlang: en-GB\n---\n\n# One\n\nText.\n';
    const manuscript = readMarkdown(source, 'x.md');
    expect(manuscript).toMatchObject({ title: 'The Quiet Tram', author: 'Ada Pell', language: 'en-GB' });
    expect(outline(manuscript)).toEqual(['+ One']);
  });

  test.each([
    ['author: [Ada Pell, Bo Quay]', 'Ada Pell, Bo Quay'],
    ['authors:\n  - name: Ada Pell\n  - name: Bo Quay', 'Ada Pell, Bo Quay'],
    ['Author: Ada Pell', 'Ada Pell'],
    ['author:', null],
  ])('%s', (field, author) => {
    expect(readMarkdown(`---\ntitle: 1984\n${field}\n---\n\nText.`, 'x.md')).toMatchObject({
      title: '1984',
      author,
    });
  });

  test('that is broken still says what is meant', () => {
    const manuscript = readMarkdown('---\ntitle: Alice: A Tale\nauthor: "Ada\n---\n\nText.', 'x.md');
    expect(manuscript).toMatchObject({ title: 'Alice: A Tale', author: 'Ada' });
    expect(allParagraphs(manuscript)).toEqual([{ kind: 'prose', text: 'Text.' }]);
  });

  test('is no metadata when it is prose between two rules, which is read', () => {
    expect(
      read('---\nIt was a dark night.\n\nVery dark.\n\n---\n\nThen day came.').map(({ text }) => text),
    ).toEqual(['* * *', 'It was a dark night.', 'Very dark.', '* * *', 'Then day came.']);
  });
});

describe('chapters', () => {
  test('several headings at the top level are chapters, deeper ones stay inside', () => {
    const source = doc('# One', 'Text.', '## Scene', 'More.', '# Two', 'Text.');
    expect(sections(source)).toEqual(['+ One', '+ Two']);
    expect(read(source).map(({ kind }) => kind)).toEqual([
      'heading',
      'prose',
      'heading',
      'prose',
      'heading',
      'prose',
    ]);
  });

  test('one heading above all others is the title', () => {
    const manuscript = readMarkdown(
      doc('# The Quiet Tram', '*by Ada Pell*', '## One', 'Text.', '## Two', 'Text.'),
      'x.md',
    );
    expect(manuscript).toMatchObject({ title: 'The Quiet Tram', author: 'Ada Pell' });
    expect(outline(manuscript)).toEqual(['- Title page (Title page)', '+ One', '+ Two']);
  });

  test('underlined headings, and a title on the chapters’ own level', () => {
    expect(sections('The Quiet Tram\n===\n\nOne\n===\n\nText.\n\nTwo\n===\n\nText.')).toEqual([
      '- Title page (Title page)',
      '+ One',
      '+ Two',
    ]);
  });

  test('one chapter heading with scenes below it is a chapter, not the title', () => {
    expect(sections(doc('# Chapter 1', 'Text.', '## Scene', 'More.'))).toEqual(['+ Chapter 1']);
  });

  test('documents that begin at the second level', () => {
    expect(sections(doc('## One', 'Text.', '## Two', 'Text.'))).toEqual(['+ One', '+ Two']);
  });

  test('parts hold chapters; what stands beside parts is a chapter', () => {
    const source = doc(
      '# Prologue',
      'Text.',
      '# Part One',
      '## Chapter 1',
      'Text.',
      '## Chapter 2',
      'Text.',
      '# Part Two',
      '## Chapter 3',
      'Text.',
    );
    expect(sections(source)).toEqual([
      '+ Prologue',
      '+ Part One, Chapter 1',
      '+ Chapter 2',
      '+ Part Two, Chapter 3',
    ]);
  });

  test('a label with its title one level deeper is called both', () => {
    expect(
      sections(doc('# Chapter 1', '## The Storm', 'Text.', '# Chapter 2', '## The Calm', 'Text.')),
    ).toEqual(['+ Chapter 1: The Storm', '+ Chapter 2: The Calm']);
  });

  test('text before the first heading is a section of its own', () => {
    expect(sections(doc(prose(1), '# One', 'Text.', '# Two', 'Text.'))).toEqual([
      '+ my novel',
      '+ One',
      '+ Two',
    ]);
  });

  test('skipped by their title', () => {
    const source = doc('# Contents', '- One\n- Two', '# One', 'Text.', '# Copyright', 'All rights reserved.');
    expect(sections(source)).toEqual([
      '- Contents (Table of contents)',
      '+ One',
      '- Copyright (Copyright notice)',
    ]);
  });

  test('a document without headings is one, called like the file', () => {
    expect(sections(doc(prose(1), prose(2)))).toEqual(['+ my novel']);
  });
});

describe('what is heard', () => {
  test.each<[string, string | string[]]>([
    ['She *really* __meant__ ***it***, ~~no~~ `yes`.', 'She really meant it, no yes.'],
    [
      'A [link](https://example.org "title") and [one][ref].\n\n[ref]: https://example.org',
      'A link and one.',
    ],
    ['Before ![a picture](x.png) after.', 'Before after.'],
    ['A note[^1] here.\n\n[^1]: The note\n    goes on.', 'A note here.'],
    ['Escaped \\*stars\\* &amp; &eacute;t&#233;.', 'Escaped *stars* & été.'],
    ['A <em>tag</em>, <!-- a comment --> gone.', 'A tag, gone.'],
    ['<div align="center">\nIn a <b>box</b> &amp; read.\n</div>', 'In a box & read.'],
    ['<!-- a comment\n\nof two paragraphs -->\n\nText.', 'Text.'],
    ['<script>\nalert(1);\n</script>\n\nText.', 'Text.'],
    ['- Milk\n- Eggs\n  and more\n\n  again', ['Milk', 'Eggs and more', 'again']],
    ['1. Milk\n2. Eggs', ['1. Milk', '2. Eggs']],
    ['1986. A great year.\n\n1988. Another.', ['1986. A great year.', '1988. Another.']],
    ['- [x] Done', 'Done'],
    ['> Quoted\n> words.', 'Quoted words.'],
    ['| Name | Age |\n|---|---|\n| Ada | 9 |\n| Dog | |', ['Name, Age', 'Ada, 9', 'Dog']],
    ['```\nopen the\ndoor\n\nnow\n```', ['open the door', 'now']],
    ['    An indented paragraph.\nIt goes on.', 'An indented paragraph. It goes on.'],
    ['Wrapped\nlines.', 'Wrapped lines.'],
    ['Ada_Pell met snake_case at 5 * 3 * 2.', 'Ada_Pell met snake_case at 5 * 3 * 2.'],
  ])('%j', (source, text) => {
    expect(read(source).map((paragraph) => paragraph.text)).toEqual([text].flat());
  });

  test.each(['---', '***', '* * *', '___', '\\* \\* \\*', '⁂', '#', '~'])('%s is an ornament', (ornament) => {
    expect(read(doc('One.', ornament, 'Two.')).map(({ kind }) => kind)).toEqual([
      'prose',
      'ornament',
      'prose',
    ]);
  });

  test.each([
    ['two spaces', 'The sea was wet,  \nThe sands were dry.'],
    ['a backslash', 'The sea was wet,\\\nThe sands were dry.'],
    ['<br>', 'The sea was wet,<br>\nThe sands were dry.'],
    ['<br> in a block of HTML', '<p>The sea was wet,<br/>\nThe sands were dry.</p>'],
  ])('lines ended by %s are verse', (_, source) => {
    expect(read(source)).toEqual([{ kind: 'verse', text: 'The sea was wet,\nThe sands were dry.' }]);
  });
});

describe('prose that is set aside from the parser comes back in its place', () => {
  test('in code, in comments, between list items, after references', () => {
    const source = doc(
      'Plain before.',
      '```\ncode\n\nPlain in code.\n\n```',
      '<!-- hidden\n\nPlain in a comment.\n\n-->',
      '1. One',
      'Plain between.',
      '2. Two, see [the end][end]',
      '  Indented in the item.',
      '[^note]: A note.',
      '    Plain in the note.',
      '[end]: https://example.org',
      'Plain after.',
    );
    expect(read(source).map(({ text }) => text)).toEqual([
      'Plain before.',
      'code',
      'Plain in code.',
      '1. One',
      'Plain between.',
      '2. Two, see the end',
      'Indented in the item.',
      'Plain after.',
    ]);
  });
});

test('nesting deeper than anybody writes is read as it stands or refused, never a crash', () => {
  expect(allParagraphs(readMarkdown(`${'> '.repeat(20_000)}deep`, 'x.md')).at(-1)?.text).toContain('deep');
});
