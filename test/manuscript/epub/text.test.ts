import { describe, expect, test } from 'vitest';
import { paragraphsOf, sectionsOf } from './temporary-book.ts';

describe('paragraphs', () => {
  test('text beside blocks is not lost, and inline elements join without spaces', async () => {
    const body =
      'Loose words. <div>In a div <p>and a <i>par</i>agraph</p> then a tail</div>' +
      '<p><span class="dropcap">T</span>o Sherlock <b>H</b>olmes&nbsp;she is caf&eacute; &mdash; so.</p>last';
    expect(await paragraphsOf(body)).toEqual([
      'prose: Loose words.',
      'prose: In a div',
      'prose: and a paragraph',
      'prose: then a tail',
      'prose: To Sherlock Holmes she is café — so.',
      'prose: last',
    ]);
  });

  test('an image of a single letter is the first letter of the word; other images are not read', async () => {
    const body =
      '<p><img alt="O" src="o.png"/>nce upon a time</p><p><img alt="A map of the shire" src="m.png"/>Map.</p>';
    expect(await paragraphsOf(body)).toEqual(['prose: Once upon a time', 'prose: Map.']);
  });

  test('a line break is a space in prose, a line in verse, and twice a new paragraph', async () => {
    const body =
      '<p>A line that was broken<br/>by hand.</p>' +
      '<p>Tiger, tiger,<br/>burning bright,<br/>in the forests</p>' +
      '<p>First paragraph of many words.<br/><br/>Second paragraph.</p>';
    expect(await paragraphsOf(body)).toEqual([
      'prose: A line that was broken by hand.',
      'verse: Tiger, tiger,\nburning bright,\nin the forests',
      'prose: First paragraph of many words.',
      'prose: Second paragraph.',
    ]);
  });

  test.each([
    [
      'Standard Ebooks',
      '<blockquote epub:type="z3998:poem"><p><span>One,</span><br/><span>two.</span></p><p><span>Three,</span><br/><span>four.</span></p></blockquote>',
    ],
    [
      'one div a line',
      '<div class="poem"><div class="stanza"><div>One,</div><div>two.</div></div><div class="stanza"><div>Three,</div><div>four.</div></div></div>',
    ],
    [
      'one paragraph a line',
      '<div class="stanza"><p>One,</p><p>two.</p></div><div class="stanza"><p>Three,</p><p>four.</p></div>',
    ],
    [
      'Gutenberg',
      '<div class="poem"><div class="stanza"><span class="i0">One,<br/></span><span class="i0">two.<br/></span></div><div class="stanza"><span>Three,<br/></span><span>four.<br/></span></div></div>',
    ],
  ])('stanzas keep their lines: %s', async (_, body) => {
    expect(await paragraphsOf(body)).toEqual(['verse: One,\ntwo.', 'verse: Three,\nfour.']);
  });

  test('headings keep a broken title whole and set a number apart', async () => {
    const body =
      '<h1>Chapter I<br/>The Pool of Tears</h1><h2>The Adventure of<br/>the Speckled Band</h2>' +
      '<hgroup><h3>II</h3><p>In Which</p></hgroup><p class="MsoHeading2">Word</p><p>Text.</p>';
    expect(await paragraphsOf(body)).toEqual([
      'heading: Chapter I',
      'heading: The Pool of Tears',
      'heading: The Adventure of the Speckled Band',
      'heading: II',
      'heading: In Which',
      'heading: Word',
      'prose: Text.',
    ]);
  });

  test('rules and drawn breaks are ornaments between scenes, not at the edges or under a heading', async () => {
    const body =
      '<hr/><h1>One</h1><hr/><p>a</p><hr/><p>b</p><p>* * *</p><hr/><p>c</p><p class="scene-break"><img alt="" src="x"/></p><p>d</p><hr/>';
    expect(await paragraphsOf(body)).toEqual([
      'heading: One',
      'prose: a',
      'ornament: * * *',
      'prose: b',
      'ornament: * * *',
      'prose: c',
      'ornament: * * *',
      'prose: d',
    ]);
  });

  test('tables are read row by row, lists and definitions item by item', async () => {
    const body =
      '<table><caption>Ages</caption><tr><th>Name</th><th>Age</th></tr><tr><td><p>Ann:</p></td><td>4</td><td></td></tr></table>' +
      '<table><tr><td><p>A layout.</p><p>Of paragraphs.</p></td></tr></table>' +
      '<ul><li>one</li><li>two<ol><li>inner</li></ol></li></ul><dl><dt>term</dt><dd>meaning</dd></dl>' +
      '<figure><img alt="no" src="f"/><figcaption>A figure.</figcaption></figure>' +
      '<pre>let x = 1\n\nand   then\nagain</pre>';
    expect(await paragraphsOf(body)).toEqual([
      'prose: Ages',
      'prose: Name, Age',
      'prose: Ann: 4',
      'prose: A layout.',
      'prose: Of paragraphs.',
      'prose: one',
      'prose: two',
      'prose: inner',
      'prose: term',
      'prose: meaning',
      'prose: A figure.',
      'prose: let x = 1',
      'prose: and then again',
    ]);
  });
});

describe('what is not read', () => {
  test('scripts, styles, drawings, hidden things, ruby annotations and formulas without words', async () => {
    const body =
      '<script>var a;</script><style>p{}</style><svg><text>draw</text></svg><template>t</template>' +
      '<p hidden="">h</p><p aria-hidden="true">a</p><p style="display: none">d</p>' +
      '<p>Kept <math alttext="x squared"><mi>x</mi></math><math><mi>y</mi></math>, <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>.</p>';
    expect(await paragraphsOf(body)).toEqual(['prose: Kept x squared, 漢.']);
  });

  test('page numbers go, words that are marked as one by mistake stay', async () => {
    const body =
      '<p>Be<span epub:type="pagebreak" title="1">1</span>fore <a class="pagenum">[Pg 12]</a>and <span role="doc-pagebreak">xii</span>after' +
      '<span class="page-number">{3}</span>.</p><div epub:type="pagebreak">A whole chapter by mistake.</div>';
    expect(await paragraphsOf(body)).toEqual([
      'prose: Before and after.',
      'prose: A whole chapter by mistake.',
    ]);
  });

  test('marks of notes go, exponents, ordinals and links stay', async () => {
    const body =
      '<p>Word<a epub:type="noteref" href="#n1">1</a>, word<sup><a href="#n2">2</a></sup>, word<a href="n.xhtml#n3"><sup>*</sup></a>, ' +
      'word<a href="#n4">[4]</a>, word<a role="doc-noteref" href="#n5">note</a>; 10<sup>th</sup>, 11<sup>th<a href="#n6">6</a></sup>, x<sup>2</sup>, <a href="#c4">4</a>, <a href="#c">see there</a>.</p>';
    expect(await paragraphsOf(body)).toEqual([
      'prose: Word, word, word, word, word; 10th, 11th, x2, 4, see there.',
    ]);
  });

  test('bodies of notes are set apart, wherever they stand, and shown as skipped', async () => {
    const [chapter, notes, ...others] = await sectionsOf({
      documents: [
        {
          name: 'a.xhtml',
          body:
            '<section epub:type="chapter"><h1>One</h1><p>Text <span epub:type="footnote">inline note</span>goes on.</p>' +
            '<aside epub:type="footnote" id="n1"><p>First note. <a href="#r1">↩</a></p></aside><div class="footnote">Old note.</div><p>End.</p>' +
            '<section role="doc-endnotes"><h2>Notes</h2><p>Last note.</p></section></section>',
        },
      ],
    });
    expect(chapter?.paragraphs.map(({ text }) => text)).toEqual(['One', 'Text goes on.', 'End.']);
    expect(notes).toMatchObject({ title: 'Footnotes', included: false, reason: 'Notes' });
    expect(notes?.paragraphs.map(({ text }) => text)).toEqual([
      'inline note',
      'First note.',
      'Old note.',
      'Notes',
      'Last note.',
    ]);
    expect(others).toEqual([]);
  });
});
