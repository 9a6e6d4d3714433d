import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunkSection } from '../../electron/chunking/chunk-section.ts';
import { splitSentences } from '../../electron/chunking/sentences.ts';
import type { ChunkDraft } from '../../electron/contract/chunk.ts';
import type { Paragraph } from '../../electron/contract/manuscript.ts';

const bare = (text: string): string => text.replace(/\s/gu, '');
const isSpeakable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('the', 'Alice', 'rabbit', 'hole', 'I', 'went', 'down,', 'and', 'which'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('Mr.', 'Dr.', 'U.S.', 'e.g.', 'p.m.', 'No.', '5', '3.14', 'J.', '1,000'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('“Yes.”', '‘No?’', '(so)', 'well—then', 'end.Next', '…', '?!', '—', '"', '»'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('猫である。', 'кот', 'e\u0301te\u0301', '🇩🇪', '👩‍👩‍👧', '🎉', 'क्षि', 'مرحبا؟'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', 'e\u0301', '🎉', '字', '.', '!”', '🇩🇪'), fc.integer({ min: 1, max: 900 }))
      .map(([unit, times]) => unit.repeat(times)),
  },
);
const space = fc.constantFrom(' ', ' ', ' ', ' ', '. ', '! ', ', ', '; ', '\n', '\n\n', '\u00A0', '  ', '\t');
const text = fc
  .array(fc.tuple(word, space), { maxLength: 90 })
  .map((words) => words.map(([first, second]) => first + second).join(''));
const shortText = fc.constantFrom('“Yes.”', '“No?”', 'II', 'I see.', '……', '—', '', ' ', '🎉', 'A.', '* * *');
const paragraph: fc.Arbitrary<Paragraph> = fc.record({
  kind: fc.constantFrom('prose', 'prose', 'prose', 'verse', 'heading', 'ornament'),
  text: fc.oneof(text, shortText),
});
const section = fc.record({
  paragraphs: fc.array(paragraph, { maxLength: 9 }),
  limit: fc.integer({ min: 60, max: 380 }),
  language: fc.constantFrom('en', 'de', 'fr', null),
});

interface PlacedPiece extends ChunkDraft {
  /** Indices of the paragraphs in which its first and last characters lie. */
  first: number;
  last: number;
  endsParagraph: boolean;
  /** How many characters of the last one lie before its end. */
  endInLast: number;
}

/** Finds, from character counts alone, where each piece lies in the section. */
function place(pieces: readonly ChunkDraft[], paragraphs: readonly Paragraph[]): PlacedPiece[] {
  const ends: number[] = [];
  for (const { text: content } of paragraphs) ends.push((ends.at(-1) ?? 0) + bare(content).length);
  let position = 0;
  return pieces.map((piece) => {
    const first = ends.findIndex((end) => end > position);
    position += bare(piece.text).length;
    const last = ends.findIndex((end) => end >= position);
    const endInLast = position - (ends[last - 1] ?? 0);
    return { ...piece, first, last, endsParagraph: ends.includes(position), endInLast };
  });
}

function expectedBoundary(
  pieces: readonly PlacedPiece[],
  index: number,
  { paragraphs, language }: { paragraphs: readonly Paragraph[]; language: string | null },
): string {
  const piece = pieces[index];
  if (piece === undefined) throw new Error('no such piece');
  if (piece.kind === 'ornament') return 'scene';
  if (!pieces.slice(index + 1).some((later) => later.kind === 'speech')) return 'chapter';
  if (pieces[index + 1]?.kind === 'ornament') return 'scene';
  if (!piece.endsParagraph) return endInside(piece, paragraphs[piece.last], language);
  return paragraphs[piece.last]?.kind === 'heading' ? 'heading' : 'paragraph';
}

/** Prose is cut at a sentence's end or else at a clause; in verse a line's end counts as much as a sentence's. */
function endInside(piece: PlacedPiece, within: Paragraph | undefined, language: string | null): string {
  if (within?.kind !== 'prose') return piece.boundary === 'clause' ? 'clause' : 'sentence';
  let end = 0;
  const ends = splitSentences(within.text.trim(), language).map((sentence) => (end += bare(sentence).length));
  return ends.includes(piece.endInLast) ? 'sentence' : 'clause';
}

test('the pieces of any section are its text, within the limit, with the boundaries of the rules', () => {
  fc.assert(
    fc.property(section, ({ paragraphs, limit, language }) => {
      const pieces = chunkSection(paragraphs, { limit, language });
      expect(bare(pieces.map((piece) => piece.text).join(''))).toBe(
        bare(paragraphs.map((each) => each.text).join('')),
      );
      const placed = place(pieces, paragraphs);
      for (const [index, piece] of placed.entries()) {
        expect(piece.text.length).toBeLessThanOrEqual(limit);
        expect(piece.text).toBe(piece.text.trim());
        expect(piece.text).not.toBe('');
        expect(piece.paragraph).toBe(piece.first);
        expect(piece.boundary).toBe(expectedBoundary(placed, index, { paragraphs, language }));
        if (piece.kind === 'speech') expect(isSpeakable(piece.text)).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

test('no chunk reaches across a scene break, or from a heading into the text', () => {
  fc.assert(
    fc.property(section, ({ paragraphs, limit, language }) => {
      for (const piece of place(chunkSection(paragraphs, { limit, language }), paragraphs)) {
        if (piece.first === piece.last) continue;
        const spanned = paragraphs
          .slice(piece.first, piece.last + 1)
          .filter((each) => bare(each.text) !== '');
        const kinds = new Set(spanned.map(({ kind }) => (kind === 'verse' ? 'prose' : kind)));
        expect(kinds.size).toBe(1);
        expect(kinds.has('ornament')).toBe(false);
        expect(spanned.every((each) => isSpeakable(each.text))).toBe(true);
        expect(piece.text).toContain('\n');
      }
    }),
    { numRuns: 200 },
  );
});

test('a cut never falls inside a surrogate pair or a combining sequence', () => {
  const cluster = fc.constantFrom('a', 'e\u0301', 'o\u0323\u0302', '🎉', '🇩🇪', '👩‍👩‍👧', '字', 'क्षि', ' ');
  fc.assert(
    fc.property(
      fc.array(cluster, { minLength: 100, maxLength: 900 }),
      fc.integer({ min: 60, max: 380 }),
      (clusters, limit) => {
        const graphemes = new Intl.Segmenter('en');
        const source = clusters.join('');
        const whole = Array.from(graphemes.segment(source), ({ segment }) => segment).filter(
          (each) => each.trim() !== '',
        );
        const pieces = chunkSection([{ kind: 'prose', text: source }], { limit, language: 'en' });
        const cut = pieces.flatMap((piece) =>
          Array.from(graphemes.segment(piece.text), ({ segment }) => segment),
        );
        expect(cut.filter((each) => each.trim() !== '')).toEqual(whole);
      },
    ),
    { numRuns: 60 },
  );
});

test('a line of verse is cut only where the line alone is over the limit', () => {
  const line = fc
    .array(fc.constantFrom('How', 'doth', 'the', 'little', 'crocodile,', 'Improve', 'tail.'), {
      minLength: 1,
      maxLength: 25,
    })
    .map((words) => words.join(' '));
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 60, max: 380 }),
      (lines, limit) => {
        const pieces = chunkSection([{ kind: 'verse', text: lines.join('\n') }], { limit, language: 'en' });
        const spoken = pieces.flatMap((piece) => piece.text.split('\n'));
        const fitting = lines.filter((each) => each.length <= limit);
        let from = 0;
        for (const each of fitting) {
          const at = spoken.indexOf(each, from);
          expect(at, each).toBeGreaterThanOrEqual(from);
          from = at + 1;
        }
      },
    ),
    { numRuns: 100 },
  );
});
