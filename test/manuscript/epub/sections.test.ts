import { describe, expect, test } from 'vitest';
import { navItem, navPoint, xhtml } from '../../support/epub-builder.ts';
import { included, sectionsOf, skipped } from './temporary-book.ts';

const prose = (words: string): string => `<p>${words} and many more words of a story that goes on.</p>`;

describe('chapters', () => {
  test('entries nested in a story are its subdivisions, and their headings stay in it', async () => {
    const story = (id: string, title: string): string =>
      `<article id="${id}" epub:type="se:short-story"><h2>${title}</h2>` +
      ['1', '2']
        .map((n) => `<section id="${id}-${n}" epub:type="chapter"><h3>${n}</h3>${prose(id + n)}</section>`)
        .join('') +
      '</article>';
    const sections = await sectionsOf({
      documents: [
        { name: 'a.xhtml', body: story('a', 'A Scandal') },
        { name: 'b.xhtml', body: story('b', 'The League') },
      ],
      nav:
        navItem('A Scandal', 'a.xhtml', navItem('1', 'a.xhtml#a-1') + navItem('2', 'a.xhtml#a-2')) +
        navItem('The League', 'b.xhtml', navItem('1', 'b.xhtml#b-1') + navItem('2', 'b.xhtml#b-2')),
    });
    expect(included(sections)).toEqual(['A Scandal', 'The League']);
    expect(sections[0]?.paragraphs.filter(({ kind }) => kind === 'heading').map(({ text }) => text)).toEqual([
      'A Scandal',
      '1',
      '2',
    ]);
  });

  test('nothing typed: bare numbers that start anew in each story are subdivisions', async () => {
    const story = (id: string): string =>
      `<h2 id="${id}">Story ${id}</h2><h3 id="${id}1">I.</h3>${prose(id)}<h3 id="${id}2">II.</h3>${prose(id)}`;
    const entry = (id: string): string =>
      navPoint(
        `Story ${id}`,
        `a.xhtml#${id}`,
        navPoint('I.', `a.xhtml#${id}1`) + navPoint('II.', `a.xhtml#${id}2`),
      );
    const sections = await sectionsOf({
      documents: [{ name: 'a.xhtml', body: story('A') + story('B') }],
      ncx: entry('A') + entry('B'),
    });
    expect(included(sections)).toEqual(['Story A', 'Story B']);
  });

  test('numbers that go on from part to part are chapters, whatever the parts are called', async () => {
    const part = (name: string, numbers: string[]): string =>
      `<h1 id="${name}">${name}</h1>` + numbers.map((n) => `<h2 id="c${n}">${n}</h2>${prose(n)}`).join('');
    const entry = (name: string, numbers: string[]): string =>
      navPoint(name, `a.xhtml#${name}`, numbers.map((n) => navPoint(n, `a.xhtml#c${n}`)).join(''));
    const sections = await sectionsOf({
      documents: [{ name: 'a.xhtml', body: part('Fire', ['1', '2']) + part('Ice', ['3', '4']) }],
      ncx: entry('Fire', ['1', '2']) + entry('Ice', ['3', '4']),
    });
    expect(included(sections)).toEqual(['Fire', '1', '2', 'Ice', '3', '4']);
  });

  test('a part is a small section of its own, its chapters follow', async () => {
    const sections = await sectionsOf({
      documents: [
        { name: 'p1.xhtml', body: '<h1>Part One</h1>' },
        { name: 'c1.xhtml', body: `<h2>The First Day</h2>${prose('one')}` },
        { name: 'p2.xhtml', body: `<h1>Part Two</h1><h2 id="c2">The Second Day</h2>${prose('two')}` },
      ],
      nav:
        navItem('Part One', 'p1.xhtml', navItem('The First Day', 'c1.xhtml')) +
        navItem('Part Two', 'p2.xhtml', navItem('The Second Day', 'p2.xhtml#c2')),
    });
    expect(included(sections)).toEqual(['Part One', 'The First Day', 'Part Two', 'The Second Day']);
    expect(sections[2]?.paragraphs).toEqual([{ kind: 'heading', text: 'Part Two' }]);
  });

  test('subheadings of a non-fiction chapter that opens with prose stay inside it', async () => {
    const chapter = (n: number): string =>
      `<h1>Matter ${n}</h1>${prose('opening')}<h2 id="s1">Of This</h2>${prose('a')}<h2 id="s2">Of That</h2>${prose('b')}`;
    const entry = (n: number): string =>
      navItem(
        `Matter ${n}`,
        `${n}.xhtml`,
        navItem('Of This', `${n}.xhtml#s1`) + navItem('Of That', `${n}.xhtml#s2`),
      );
    const sections = await sectionsOf({
      documents: [1, 2].map((n) => ({ name: `${n}.xhtml`, body: chapter(n) })),
      nav: entry(1) + entry(2),
    });
    expect(included(sections)).toEqual(['Matter 1', 'Matter 2']);
  });

  test('Project Gutenberg: several chapters in a file, a chapter over two files, header and licence', async () => {
    const sections = await sectionsOf({
      metadata: '<dc:title>The Whale</dc:title>',
      documents: [
        {
          name: 'book-0.xhtml',
          body:
            '<section class="pg-boilerplate pgheader" id="pg-header"><h2>The Project Gutenberg eBook of The Whale</h2><p>This ebook is for the use of anyone.</p></section>' +
            '<h1 id="t">The Whale</h1><h2>by H. M.</h2><table>' +
            [1, 2, 3, 4, 5]
              .map((n) => `<tr><td><a href="#c${n}">CHAPTER ${n}. Title</a></td></tr>`)
              .join('') +
            `</table><div class="chapter"><h2><a id="c1"></a>CHAPTER 1. Loomings.</h2>${prose('Call me')}</div>` +
            `<div class="chapter"><h2><a id="c2"></a>CHAPTER 2. The Bag.</h2>${prose('I stuffed')}</div>`,
        },
        {
          name: 'book-1.xhtml',
          body:
            `${prose('the rest of two')}<h2 id="c3">CHAPTER 3. The Inn.</h2>${prose('Entering')}` +
            '<section class="pg-boilerplate pgfooter" id="pg-footer"><p>*** END OF THE PROJECT GUTENBERG EBOOK THE WHALE ***</p>' +
            '<h2 id="lic">THE FULL PROJECT GUTENBERG LICENSE</h2><p>Please read this.</p></section>',
        },
      ],
      ncx: navPoint(
        'The Whale',
        'book-0.xhtml#t',
        navPoint('CHAPTER 1. Loomings.', 'book-0.xhtml#c1') +
          navPoint('CHAPTER 2. The Bag.', 'book-0.xhtml#c2') +
          navPoint('CHAPTER 3. The Inn.', 'book-1.xhtml#c3') +
          navPoint('THE FULL PROJECT GUTENBERG LICENSE', 'book-1.xhtml#lic'),
      ),
    });
    expect(included(sections)).toEqual([
      'CHAPTER 1. Loomings.',
      'CHAPTER 2. The Bag.',
      'CHAPTER 3. The Inn.',
    ]);
    expect(sections.find(({ title }) => title.startsWith('CHAPTER 2'))?.paragraphs.at(-1)?.text).toMatch(
      /^the rest of two/u,
    );
    expect(skipped(sections)).toEqual([
      'The Project Gutenberg eBook of The Whale: Project Gutenberg header',
      'The Whale: Table of contents',
      'Project Gutenberg licence: Project Gutenberg licence',
    ]);
  });

  test('old Gutenberg files, with nothing but the lines of asterisks', async () => {
    const sections = await sectionsOf({
      documents: [
        {
          name: 'a.xhtml',
          body: `<pre>The Project Gutenberg EBook\n\n*** START OF THIS PROJECT GUTENBERG EBOOK ***</pre><h2 id="c1">I</h2>${prose('one')}`,
        },
        {
          name: 'b.xhtml',
          body: `${prose('more')}<pre>End of Project Gutenberg's Book\n\nThe licence</pre>`,
        },
        { name: 'c.xhtml', body: '<p>and the rest of the licence.</p>' },
      ],
      ncx: navPoint('I', 'a.xhtml#c1'),
    });
    expect(included(sections)).toEqual(['I']);
    expect(sections[1]?.paragraphs).toHaveLength(3);
    expect(skipped(sections).map((line) => line.split(': ')[1])).toEqual([
      'Project Gutenberg header',
      'Project Gutenberg licence',
      'Project Gutenberg licence',
    ]);
  });

  test('a file without an entry goes on with the chapter, unless it has its own heading or type', async () => {
    const sections = await sectionsOf({
      documents: [
        { name: 'c1.xhtml', body: `<h1>One</h1>${prose('one')}` },
        { name: 'c1b.xhtml', body: prose('one, continued') },
        { name: 'plate.xhtml', body: '<img alt="" src="x.png"/>' },
        { name: 'c1c.xhtml', body: `<h3>A subheading</h3>${prose('one, ended')}` },
        { name: 'i.xhtml', body: `<h1>Interlude</h1>${prose('between')}` },
        { name: 'd.xhtml', body: '<section epub:type="dedication"><p>For Ann.</p></section>' },
        { name: 'c2.xhtml', body: `<h1>Two</h1>${prose('two')}` },
      ],
      nav: navItem('One', 'c1.xhtml') + navItem('Two', 'c2.xhtml'),
    });
    expect(included(sections)).toEqual(['One', 'Interlude', 'For Ann.', 'Two']);
    expect(sections[0]?.paragraphs.map(({ text }) => text.split(' and')[0])).toEqual([
      'One',
      'one',
      'one, continued',
      'A subheading',
      'one, ended',
    ]);
  });

  test('a heading above the place that an entry points to belongs to its section', async () => {
    const sections = await sectionsOf({
      documents: [
        {
          name: 'a.xhtml',
          body: `<h1>PART ONE</h1><h2>One</h2><p id="c1">First.</p><h1>PART TWO</h1><h2 id="c2">Two</h2>${prose('x')}`,
        },
      ],
      nav: navItem('One', 'a.xhtml#c1') + navItem('Two', 'a.xhtml#c2'),
    });
    expect(sections.map(({ title, paragraphs }) => [title, paragraphs[0]?.text])).toEqual([
      ['One', 'PART ONE'],
      ['Two', 'PART TWO'],
    ]);
  });

  test('loose text before a heading stays with the chapter before it', async () => {
    const sections = await sectionsOf({
      documents: [
        {
          name: 'a.xhtml',
          body: `<h1 id="c1">One</h1>${prose('a')}its end<h1 id="c2">Two</h1>${prose('b')}`,
        },
      ],
      nav: navItem('One', 'a.xhtml#c1') + navItem('Two', 'a.xhtml#c2'),
    });
    expect(sections.map(({ paragraphs }) => [paragraphs[0]?.text, paragraphs.length])).toEqual([
      ['One', 3],
      ['Two', 2],
    ]);
  });

  test('an entry to an id that does not exist does not steal the name of the file', async () => {
    const sections = await sectionsOf({
      documents: [{ name: 'a.xhtml', body: `<h1>One</h1>${prose('a')}` }],
      nav: navItem('One', 'a.xhtml') + navItem('Gone', 'a.xhtml#gone') + navItem('Elsewhere', 'b.xhtml'),
    });
    expect(included(sections)).toEqual(['One']);
  });

  test('without a table of contents the headings are one, and a file is a section', async () => {
    const sections = await sectionsOf({
      documents: [
        {
          name: 'all.xhtml',
          body: `<h1>Chapter I</h1><h2>Rain</h2>${prose('a')}<h3>Note</h3>${prose('n')}<h1>Chapter II</h1>${prose('b')}`,
        },
        { name: 'named.xhtml', body: xhtml(prose('c'), 'A Quiet Street') },
        { name: 'plain.xhtml', body: prose('It was the best of times') },
      ],
    });
    expect(included(sections)).toEqual([
      'Chapter I: Rain',
      'Chapter II',
      'A Quiet Street',
      'It was the best of times and many more…',
    ]);
  });

  test('a malformed table of contents counts as none', async () => {
    const sections = await sectionsOf({
      documents: [{ name: 'a.xhtml', body: `<h1>One</h1>${prose('a')}` }],
      nav: '<li><a href="a.xhtml">Not closed</li>',
    });
    expect(included(sections)).toEqual(['One']);
  });
});

test('no word is lost and none is doubled, whatever the table of contents points at', async () => {
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`);
  const body = (from: number): string =>
    words
      .slice(from, from + 20)
      .map((word, index) =>
        index % 5 === 0
          ? `<h${(index % 3) + 1} id="${word}">${word}</h${(index % 3) + 1}>`
          : `<p id="${word}">${word}</p>`,
      )
      .join('');
  for (const step of [1, 3, 7, 11]) {
    const nav = words
      .filter((_, index) => index % step === 0)
      .map((word, index) => navItem(word, `${Math.floor((index * step) / 20)}.xhtml#${word}`))
      .join('');
    const sections = await sectionsOf({
      documents: [0, 1, 2].map((n) => ({ name: `${n}.xhtml`, body: body(n * 20) })),
      nav,
    });
    expect(sections.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))).toEqual(words);
  }
});
