import { describe, expect, test } from 'vitest';
import { chunkSection } from '../../electron/chunking/chunk-section.ts';
import { splitSentences } from '../../electron/chunking/sentences.ts';
import { splitInTwo } from '../../electron/chunking/split-in-two.ts';
import type { Paragraph } from '../../electron/contract/manuscript.ts';

/** Words of five letters and a space, without anything that a clause could end at. */
const words = (count: number, word = 'grass'): string => Array.from({ length: count }, () => word).join(' ');

function cut(
  text: string,
  options: { limit?: number; language?: string; kind?: Paragraph['kind'] } = {},
): string[] {
  const { limit = 280, language = 'en', kind = 'prose' } = options;
  return chunkSection([{ kind, text }], { limit, language }).map((piece) => piece.text);
}

describe('a sentence over the limit', () => {
  test('is rather cut before a bracket near its middle than at a comma that leaves a stub', () => {
    const pieces = cut(`${words(24)} (${words(18)}), ${words(5)}.`);
    expect(pieces[1]).toMatch(/^\(/u);
  });

  test('is rather cut before a bracket or a quotation than between any two words', () => {
    expect(cut(`${words(20)} (${words(28)}).`)[1]).toMatch(/^\(/u);
    expect(cut(`${words(20)} “${words(28)}.”`)[1]).toMatch(/^“/u);
  });

  test.each([
    ['en', 'and'],
    ['de', 'und'],
    ['fr', 'mais'],
    ['es', 'pero'],
    ['en-GB', 'because'],
  ])('is cut before the joining words of its own language: %s, %s', (language, conjunction) => {
    const pieces = cut(`${words(20)} ${conjunction} ${words(28)}.`, { language });
    expect(pieces[1]?.split(' ')[0]).toBe(conjunction);
    // In another language the word means nothing, and the middle is the best place.
    const other = language === 'de' ? 'en' : 'de';
    expect(cut(`${words(20)} ${conjunction} ${words(28)}.`, { language: other })[1]).toMatch(/^grass/u);
  });

  test('is not cut at a space that keeps two words together', () => {
    const pieces = cut(`${words(24)}\u00A0${words(24)}.`);
    expect(pieces).toHaveLength(2);
    expect(pieces.join('|')).toContain('grass\u00A0grass');
  });

  test('is never cut inside a character, however many marks it bears', () => {
    for (const limit of [60, 61, 280, 281]) {
      const pieces = cut(`a${'\u{1D167}'.repeat(900)}`, { limit });
      expect(pieces.every((piece) => piece.isWellFormed() && piece.length <= limit)).toBe(true);
    }
  });

  test('leaves room for a short paragraph before it', () => {
    const pieces = chunkSection(
      [
        { kind: 'prose', text: '“Yes.”' },
        { kind: 'prose', text: `${words(60)}.` },
      ],
      { limit: 280, language: 'en' },
    );
    expect(pieces[0]?.text).toMatch(/^“Yes\.”\ngrass/u);
  });
});

test('a long run of dashes goes with words rather than making a chunk that nobody can speak', () => {
  for (const piece of cut(`${words(9)} ${words(14, '—')}${'—'.repeat(20)} ${words(9)}.`, { limit: 60 })) {
    expect(piece).toMatch(/\p{L}/u);
  }
});

test('a stanza over the limit is rather cut behind a semicolon than between any two lines', () => {
  const lines = [words(5), words(5), `${words(5)};`, words(5), words(5), words(5), words(5), words(5)];
  const pieces = cut(lines.join('\n'), { limit: 180, kind: 'verse' });
  expect(pieces[0]).toMatch(/;$/u);
});

test('a language that nobody knows is read as English', () => {
  const text = 'He left on the 3. Nobody saw him.';
  for (const language of ['qya', 'x-klingon', 'Elvish', '', null]) {
    expect(splitSentences(text, language), String(language)).toHaveLength(2);
  }
  expect(splitSentences('Am 3. Mai kam er.', 'de_DE')).toHaveLength(1);
});

test('a text that was too long is not cut where one part would be nearly as long as the whole', () => {
  const halves = splitInTwo(`He had gone away for the day. Then ${words(14)}; ${words(18)}.`);
  expect(halves?.first).toMatch(/;$/u);
});
