import { describe, expect, test } from 'vitest';
import { chunkSection } from '../../electron/chunking/chunk-section.ts';
import type { ChunkDraft } from '../../electron/contract/chunk.ts';
import type { Paragraph } from '../../electron/contract/manuscript.ts';

const prose = (text: string): Paragraph => ({ kind: 'prose', text });
const heading = (text: string): Paragraph => ({ kind: 'heading', text });
const verse = (text: string): Paragraph => ({ kind: 'verse', text });
const ornament = (text = '* * *'): Paragraph => ({ kind: 'ornament', text });
const cut = (paragraphs: Paragraph[], limit = 280): ChunkDraft[] =>
  chunkSection(paragraphs, { limit, language: 'en' });
const texts = (pieces: ChunkDraft[]): string[] => pieces.map((piece) => piece.text);
const boundaries = (pieces: ChunkDraft[]): string[] => pieces.map((piece) => piece.boundary);

/** A sentence of exactly so many characters, without a clause boundary. */
function sentence(length: number): string {
  const words = 'Tall '
    .concat('grass '.repeat(100))
    .slice(0, length - 1)
    .trimEnd();
  return words.padEnd(length - 1, 's') + '.';
}

describe('packing sentences', () => {
  test('a paragraph within the limit is one chunk, as it is written', () => {
    expect(cut([prose(' He came.  She left. ')])).toEqual([
      { kind: 'speech', text: 'He came.  She left.', boundary: 'chapter', paragraph: 0 },
    ]);
  });

  test('takes the fewest chunks, of balanced length, each of whole sentences', () => {
    const lengths = texts(cut([prose([90, 90, 90, 12].map(sentence).join(' '))])).map((text) => text.length);
    expect(lengths).toEqual([181, 103]);
  });

  test('fills to the very limit and not one character further', () => {
    expect(cut([prose(`${sentence(140)} ${sentence(139)}`)])).toHaveLength(1);
    expect(cut([prose(`${sentence(140)} ${sentence(140)}`)])).toHaveLength(2);
  });

  test('a sentence too short to be spoken alone takes a clause of the long one before it', () => {
    const long = `${sentence(130).slice(0, -1)}, but ${sentence(144).toLowerCase()}`;
    const pieces = texts(cut([prose(`${long} Yes.`)]));
    expect(pieces).toHaveLength(2);
    expect(pieces[1]).toMatch(/^but tall .*\. Yes\.$/u);
  });

  test('or of the long one behind it', () => {
    const long = `${sentence(130).slice(0, -1)}, but ${sentence(144).toLowerCase()}`;
    const pieces = texts(cut([prose(`Yes. ${long}`)]));
    expect(pieces[0]).toMatch(/^Yes\. Tall .*,$/u);
    expect(pieces[1]).toMatch(/^but tall /u);
  });

  test('or words of it, where it has no clause; but no word is cut in two for it', () => {
    const long = sentence(277);
    const pieces = texts(cut([prose(`${long} Yes.`)]));
    expect(pieces).toHaveLength(2);
    expect(pieces[1]).toMatch(/^grass .*\. Yes\.$/u);
    const oneWord = `${'a'.repeat(276)}.`;
    expect(texts(cut([prose(`${oneWord} Yes.`)]))).toEqual([oneWord, 'Yes.']);
  });

  test('a lone ellipsis stays with its neighbour', () => {
    const pieces = texts(cut([prose(`${sentence(270)} … ${sentence(200)}`)]));
    expect(pieces.every((text) => /\p{L}/u.test(text))).toBe(true);
    expect(pieces[0]).toMatch(/…$/u);
  });
});

describe('over-long sentences', () => {
  const part = (length: number): string => sentence(length).slice(0, -1);

  test('are cut at the strongest clause boundary near the middle, not filled greedily', () => {
    const text = `${part(60)}, ${part(100)}; ${part(100)}, ${part(60)}.`;
    expect(texts(cut([prose(text)])).map((piece) => piece.length)).toEqual([161, 161]);
  });

  test('prefer a comma with a conjunction to a bare comma', () => {
    const text = `${part(130)}, ${part(30)}, and ${part(150)}.`;
    expect(texts(cut([prose(text)]))[1]).toMatch(/^and /u);
  });

  test('are cut behind a dash between words, which stays with the words before it', () => {
    const text = `${part(150)}—${part(150)}.`;
    expect(texts(cut([prose(text)]))[0]).toMatch(/—$/u);
  });

  test('are not cut inside a range of years', () => {
    const text = `${'grass '.repeat(24)}1914—1918 ${'grass '.repeat(24)}grass.`;
    expect(texts(cut([prose(text)], 160)).some((piece) => piece.includes('1914—1918'))).toBe(true);
  });

  test('are never cut inside a number', () => {
    const text = `${'about 1,000 and 3:45 or 10 000 '.repeat(14)}men.`;
    for (const piece of texts(cut([prose(text)], 60))) {
      expect(piece).not.toMatch(/(?:\D1,|\D3:|\b10)$/u);
      expect(piece).not.toMatch(/^(?:000|45)/u);
    }
  });

  test('are not cut behind an abbreviation or an opening quote', () => {
    const text = 'he saw Mr. Holmes and Dr. Watson with « Mr. Wilson » at No. 5 '.repeat(8);
    for (const piece of texts(cut([prose(text)], 70))) expect(piece).not.toMatch(/(?:Mr\.|Dr\.|«|No\.)$|^»/u);
  });

  test('without any clause boundary are cut between words into comparable pieces', () => {
    const lengths = texts(cut([prose(sentence(500))])).map((text) => text.length);
    expect(lengths).toHaveLength(2);
    expect(Math.min(...lengths)).toBeGreaterThan(200);
  });

  test('of one single word are cut into equal pieces', () => {
    expect(texts(cut([prose('a'.repeat(1000))])).map((text) => text.length)).toEqual([250, 250, 250, 250]);
  });

  test.each([280, 281, 700])('with a grapheme of %i accents still keep the limit', (accents) => {
    const pieces = texts(cut([prose(`a${'\u0301'.repeat(accents)}${'b'.repeat(300)}`)]));
    expect(Math.max(...pieces.map((text) => text.length))).toBeLessThanOrEqual(280);
  });

  test('in Chinese are cut behind a clause mark', () => {
    const text = `${'春'.repeat(100)}，${'夏'.repeat(100)}，${'秋'.repeat(100)}。`;
    const pieces = chunkSection([prose(text)], { limit: 220, language: 'zh' });
    expect(pieces).toHaveLength(2);
    expect(pieces[0]?.text).toMatch(/，$/u);
  });
});

describe('paragraphs too short to be spoken alone', () => {
  test('go with the reply', () => {
    const pieces = cut([
      prose('“Yes.”'),
      prose('“Then let us go at once, my dear Watson.”'),
      prose(sentence(60)),
    ]);
    expect(texts(pieces)).toEqual(['“Yes.”\n“Then let us go at once, my dear Watson.”', sentence(60)]);
    expect(pieces.map((piece) => piece.paragraph)).toEqual([0, 2]);
  });

  test('join together, and are enough once they are long enough', () => {
    const short = ['“Yes.”', '“No.”', '“Why?”', '“So.”'];
    expect(texts(cut([...short.map(prose), prose(sentence(60))]))).toEqual([short.join('\n'), sentence(60)]);
  });

  test('share the first sentence of a long paragraph', () => {
    const pieces = cut([prose('“Yes.”'), prose(`${sentence(150)} ${sentence(200)}`)]);
    expect(texts(pieces)).toEqual([`“Yes.”\n${sentence(150)}`, sentence(200)]);
    expect(boundaries(pieces)).toEqual(['sentence', 'chapter']);
  });

  test('go with the paragraph before where the next has no room, or there is none', () => {
    expect(texts(cut([prose(sentence(100)), prose('“Yes.”'), prose(sentence(278))]))).toEqual([
      `${sentence(100)}\n“Yes.”`,
      sentence(278),
    ]);
    expect(texts(cut([prose(sentence(100)), prose('“Yes.”')]))).toEqual([`${sentence(100)}\n“Yes.”`]);
  });

  test('stay alone where neither neighbour has room', () => {
    expect(texts(cut([prose(sentence(278)), prose('“Yes.”'), prose(sentence(278))]))).toHaveLength(3);
  });

  test('never cross a scene break or a heading', () => {
    const pieces = cut([prose('“Yes.”'), ornament(), prose('“No.”'), heading('II'), prose('“So.”')]);
    expect(texts(pieces)).toEqual(['“Yes.”', '* * *', '“No.”', 'II', '“So.”']);
  });
});

describe('headings', () => {
  test('in a row are one chunk', () => {
    expect(cut([heading('CHAPTER I.'), heading('Down the Rabbit-Hole'), prose(sentence(60))])).toEqual([
      { kind: 'speech', text: 'CHAPTER I.\nDown the Rabbit-Hole', boundary: 'heading', paragraph: 0 },
      { kind: 'speech', text: sentence(60), boundary: 'chapter', paragraph: 2 },
    ]);
  });

  test('however short stay apart from the text', () => {
    expect(texts(cut([prose(sentence(60)), heading('II'), prose('“Yes.”'), prose('“No.”')]))).toEqual([
      sentence(60),
      'II',
      '“Yes.”\n“No.”',
    ]);
  });

  test('too long for one chunk are spoken one by one, and cut only where one alone is over the limit', () => {
    const pieces = cut([
      heading(sentence(200)),
      heading(sentence(200)),
      heading(sentence(300)),
      prose(sentence(60)),
    ]);
    expect(boundaries(pieces)).toEqual(['heading', 'heading', 'clause', 'heading', 'chapter']);
  });
});

describe('scene breaks', () => {
  test('are pieces of their own, and the pause belongs to the chunk before', () => {
    const pieces = cut([
      ornament(),
      prose(sentence(60)),
      ornament('⁂'),
      ornament('~'),
      prose(sentence(70)),
      ornament(),
    ]);
    expect(pieces.map((piece) => piece.kind)).toEqual([
      'ornament',
      'speech',
      'ornament',
      'ornament',
      'speech',
      'ornament',
    ]);
    expect(boundaries(pieces)).toEqual(['scene', 'scene', 'scene', 'scene', 'chapter', 'scene']);
  });

  test('are also paragraphs without a letter or digit, whatever their kind', () => {
    const pieces = cut([prose('……'), heading('—'), verse('🎉'), prose(sentence(60))]);
    expect(pieces.map((piece) => piece.kind)).toEqual(['ornament', 'ornament', 'ornament', 'speech']);
  });

  test('come before the heading pause', () => {
    expect(boundaries(cut([heading('Part One'), ornament(), prose(sentence(60))]))).toEqual([
      'scene',
      'scene',
      'chapter',
    ]);
  });
});

test('empty paragraphs are ignored and keep no one apart', () => {
  expect(texts(cut([prose('“Yes.”'), prose(' \n'), prose('“No, not at all.”')]))).toEqual([
    '“Yes.”\n“No, not at all.”',
  ]);
  expect(cut([])).toEqual([]);
  expect(cut([prose('')])).toEqual([]);
});

test('a stanza of verse is kept whole before its lines are', () => {
  const stanza =
    'How doth the little crocodile\nImprove his shining tail,\nAnd pour the waters of the Nile\nOn every golden scale!';
  const pieces = texts(cut([verse(`${stanza}\n\n${stanza}\n\n${stanza}`)]));
  expect(pieces).toEqual([`${stanza}\n\n${stanza}`, stanza]);
});

test('verse breaks between its lines where a sentence ends rather than in the middle of one', () => {
  const lines = [
    'The first of all the lines goes on',
    'and ends in its second.',
    'The third line stands alone.',
    'The fourth one',
    'runs on.',
  ];
  expect(texts(cut([verse(lines.join('\n'))], 90))).toEqual([
    lines.slice(0, 2).join('\n'),
    lines.slice(2).join('\n'),
  ]);
});

test('a line of verse over the limit is cut between its sentences', () => {
  const line = [120, 120, 120].map(sentence).join(' ');
  expect(texts(cut([verse(`${line}\n${sentence(100)}`)], 150))).toEqual([
    sentence(120),
    sentence(120),
    sentence(120),
    sentence(100),
  ]);
});
