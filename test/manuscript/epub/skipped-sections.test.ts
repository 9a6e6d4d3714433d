import { describe, expect, test } from 'vitest';
import { navItem, xhtml } from '../../support/epub-builder.ts';
import { included, sectionsOf, skipped } from './temporary-book.ts';

const prose = (words: string): string => `<p>${words} and many more words of a story that goes on.</p>`;

describe('sections that are suggested to be skipped', () => {
  const page = (type: string, text = 'Words.'): string =>
    `<section epub:type="${type}"><p>${text}</p></section>`;

  test('by epub:type and role, before titles', async () => {
    const bodies = [
      page('cover'), page('titlepage'), page('halftitlepage'), page('imprint'), page('copyright-page'), page('loi'),
      page('colophon'), page('index'), page('bibliography'),
      '<section epub:type="endnotes"><ol><li epub:type="endnote"><p>A note.</p></li></ol></section>',
      '<nav role="doc-toc"><ol><li><a href="0.xhtml">Zero</a></li></ol></nav>',
      '<section epub:type="chapter"><h1>Index</h1><p>A chapter that is called so.</p></section>',
      page('dedication'), page('foreword'), page('acknowledgments'), page('appendix'),
      '<section role="doc-epilogue"><p>After.</p></section>',
    ]; // prettier-ignore
    const sections = await sectionsOf({
      documents: bodies.map((body, index) => ({ name: `${index}.xhtml`, body })),
    });
    expect(sections.map(({ reason }) => reason)).toEqual([
      'Cover', 'Title page', 'Title page', 'Imprint', 'Copyright notice', 'List of illustrations',
      'Colophon', 'Index', 'Bibliography', 'Notes', 'Table of contents',
      null, null, null, null, null, null,
    ]); // prettier-ignore
    expect(sections[9]?.paragraphs).toEqual([{ kind: 'prose', text: 'A note.' }]);
  });

  test('a page that is only an image is what its type says', async () => {
    const [cover] = await sectionsOf({
      documents: [
        {
          name: 'c.xhtml',
          body: xhtml('<img alt="" src="c.png"/>').replace('<body', '<body epub:type="cover"'),
        },
        { name: '1.xhtml', body: prose('One') },
      ],
    });
    expect(cover).toMatchObject({ title: 'Cover', included: false, reason: 'Cover', paragraphs: [] });
  });

  test('long notes are still notes when only the guide says so', async () => {
    const [notes] = await sectionsOf({
      documents: [
        { name: 'n.xhtml', body: prose('See page one').repeat(500) },
        { name: '1.xhtml', body: prose('One') },
      ],
      guide: '<reference type="notes" href="n.xhtml"/>',
    });
    expect(notes?.reason).toBe('Notes');
  });

  test('several of them in one file are set apart, and the chapter after them is read', async () => {
    const sections = await sectionsOf({
      documents: [
        { name: 'a.xhtml', body: page('titlepage', 'T') + page('copyright-page', 'C') + prose('Once') },
      ],
    });
    expect(sections.map(({ reason, paragraphs }) => [reason, paragraphs.length])).toEqual([
      ['Title page', 1],
      ['Copyright notice', 1],
      [null, 1],
    ]);
  });

  test('by landmarks and guide, but not a whole book that a careless guide calls its cover', async () => {
    const documents = [
      { name: 'x1.xhtml', body: '<p>Some words.</p>' },
      { name: 'x2.xhtml', body: '<p>Other words.</p>' },
      { name: 'x3.xhtml', body: prose('A very long book').repeat(500) },
    ];
    const guide =
      '<reference type="title-page" href="x1.xhtml"/><reference type="copyright-page" href="x2.xhtml"/><reference type="cover" href="x3.xhtml"/>';
    expect((await sectionsOf({ documents, guide })).map(({ reason }) => reason)).toEqual([
      'Title page',
      'Copyright notice',
      null,
    ]);
    const landmarks =
      '<li><a epub:type="toc" href="x1.xhtml">C</a></li><li><a epub:type="bodymatter" href="x2.xhtml">S</a></li>';
    const nav = documents.map(({ name }) => navItem('Words', name)).join('');
    expect((await sectionsOf({ documents, nav, landmarks })).map(({ reason }) => reason)).toEqual([
      'Table of contents',
      null,
      null,
    ]);
  });

  test('by title, by looks, for want of text, and outside the reading order', async () => {
    const sections = await sectionsOf({
      metadata: '<dc:title>The Test</dc:title>',
      documents: [
        { name: 'cover.xhtml', body: '<img alt="The Test" src="c.jpg"/>' },
        { name: 'title.xhtml', body: '<p>The Test</p><p>by Nobody</p>' },
        { name: 'legal.xhtml', body: '<p>© 2024 Nobody. All rights reserved. ISBN 1.</p>' },
        {
          name: 'c.xhtml',
          body: [1, 2, 3, 4, 5, 6].map((n) => `<p><a href="1.xhtml">Title ${n}</a></p>`).join(''),
        },
        { name: '1.xhtml', body: `<h1>One</h1>${prose('a')}` },
        { name: 'aside.xhtml', body: prose('An aside'), linear: 'no' },
        { name: '1b.xhtml', body: prose('still one') },
        { name: 'n.xhtml', body: '<h1>Notes</h1><p>1. See.</p>' },
        { name: 'author.xhtml', body: '<h1>About the Author</h1><p>Nobody lives.</p>' },
      ],
      nav:
        navItem('One', '1.xhtml') + navItem('Notes', 'n.xhtml') + navItem('About the Author', 'author.xhtml'),
    });
    expect(skipped(sections).map((line) => line.split(': ').at(-1))).toEqual([
      'No text',
      'Title page',
      'Copyright notice',
      'Table of contents',
      'Outside the reading order',
      'Notes',
    ]);
    expect(included(sections)).toEqual(['One', 'About the Author']);
    expect(sections.find(({ title }) => title === 'One')?.paragraphs.at(-1)?.text).toMatch(/^still one/u);
  });

  test('spine items that are not XHTML: the fallback is read, else it is said what they are', async () => {
    const sections = await sectionsOf({
      documents: [
        { name: 'p.svg', body: '<html/>', mediaType: 'image/svg+xml', attributes: 'fallback="b"' },
        { name: 'q.svg', body: '<html/>', mediaType: 'image/svg+xml', attributes: 'fallback="d1"' },
        { name: 'm.pdf', body: '<html/>', mediaType: 'application/pdf' },
        { name: '1.xhtml', body: prose('Text') },
      ],
      manifest:
        '<item id="b" href="b.pdf" media-type="application/pdf" fallback="c"/><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>',
      files: { 'OEBPS/b.pdf': '%PDF', 'OEBPS/c.xhtml': xhtml('<p>The fallback.</p>') },
    });
    expect(sections.map(({ paragraphs, reason }) => [paragraphs[0]?.text.slice(0, 12), reason])).toEqual([
      ['The fallback', null],
      [undefined, 'No text'],
      [undefined, 'Not a text that Lectern reads (application/pdf)'],
      ['Text and man', null],
    ]);
  });
});
