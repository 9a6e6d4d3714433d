import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Paragraph } from '../../electron/contract/manuscript.ts';
import { chunkSection } from '../../electron/chunking/chunk-section.ts';
import { cutStretch } from '../../electron/chunking/cut-stretch.ts';
import { placeChunks } from '../../electron/chunking/place-chunks.ts';

const sentence = fc
  .array(fc.constantFrom('lamp', 'the', 'keeper', 'of', 'winter,', 'lit', 'a', 'harbour', '“dusk”'), {
    minLength: 1,
    maxLength: 24,
  })
  .map((words) => `${words.join(' ')}.`);
const paragraph: fc.Arbitrary<Paragraph> = fc.record({
  kind: fc.constantFrom('prose', 'prose', 'prose', 'heading', 'verse', 'ornament'),
  text: fc.array(sentence, { minLength: 1, maxLength: 6 }).map((all) => `  ${all.join('  ')} `),
});
const section = fc.array(paragraph, { minLength: 1, maxLength: 6 });
const limits = fc.constantFrom(60, 120, 280, 380);

const bare = (texts: readonly { text: string }[]) =>
  texts.map(({ text }) => text.replace(/\s+/gu, '')).join('');

test('the whole of a section is cut as an import cuts it', () => {
  fc.assert(
    fc.property(section, limits, (paragraphs, limit) => {
      const cutting = { limit, language: 'en' };
      const placed = placeChunks(paragraphs, chunkSection(paragraphs, cutting));
      const [first, last] = [placed[0], placed.at(-1)];
      if (first === undefined || last === undefined) return;
      const { fromParagraph, fromOffset } = first;
      const { toParagraph, toOffset } = last;
      const pieces = cutStretch(paragraphs, { fromParagraph, fromOffset, toParagraph, toOffset }, cutting);
      expect(pieces?.map(({ place, text, boundary }) => ({ ...place, text, boundary }))).toEqual(
        placed.map(({ kind: _kind, paragraph: _paragraph, ...chunk }) => chunk),
      );
    }),
  );
});

test('between any two chunks no character is lost, and each piece lies where it says', () => {
  fc.assert(
    fc.property(section, limits, limits, fc.nat(), fc.nat(), (paragraphs, was, limit, from, count) => {
      const chunks = placeChunks(paragraphs, chunkSection(paragraphs, { limit: was, language: 'en' }));
      const start = from % chunks.length;
      const stretch = chunks.slice(start, start + 1 + (count % (chunks.length - start)));
      const [first, last] = [stretch[0], stretch.at(-1)];
      if (first === undefined || last === undefined) throw new Error('a stretch expected');
      const { fromParagraph, fromOffset } = first;
      const { toParagraph, toOffset } = last;
      const place = { fromParagraph, fromOffset, toParagraph, toOffset };
      const pieces = cutStretch(paragraphs, place, { limit, language: 'en' }) ?? [];
      expect(bare(pieces)).toBe(bare(stretch));
      for (const piece of pieces) {
        expect(piece.text.length).toBeLessThanOrEqual(limit);
        const lies = paragraphs
          .slice(piece.place.fromParagraph, piece.place.toParagraph + 1)
          .map(({ text }, index, all) => ({
            text: text.slice(
              index === 0 ? piece.place.fromOffset : 0,
              index === all.length - 1 ? piece.place.toOffset : undefined,
            ),
          }));
        expect(bare(lies)).toBe(bare([piece]));
      }
    }),
  );
});
