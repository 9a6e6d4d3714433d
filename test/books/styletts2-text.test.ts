import { expect, test, type TestContext } from 'vitest';
import { chunkSection } from '../../electron/chunking/chunk-section.ts';
import { readManuscript } from '../../electron/manuscript/read-manuscript.ts';
import { prepareText } from '../../electron/engines/styletts2/prepare/prepare-text.ts';
import { realBook } from '../support/books.ts';

/** Every spoken chunk of the chapters, cut as StyleTTS 2 needs them. */
async function chunksOf(book: string, name: string): Promise<string[]> {
  const { sections } = await readManuscript(book, name);
  return sections
    .filter(({ included }) => included)
    .flatMap(({ paragraphs }) => chunkSection(paragraphs, { limit: 280, language: 'en' }))
    .filter(({ kind }) => kind === 'speech')
    .map(({ text }) => text);
}

/** Numbers, initials, abbreviations, Roman numerals; in all other chunks not a word changes. */
const mayBeWrittenOut =
  /\d|\p{Lu}\.|\b(?:Mr|Mrs|Dr|St|Esq|Co|Col|etc|Sh+|[Hh]m+)\b|^[IVXLC]+$|\b[IVXLC]{2,}\b|\p{Lu}{3}|&/mu;

const words = (text: string): string[] => text.match(/\p{L}+/gu) ?? [];

async function prepareBook(context: TestContext, name: string): Promise<void> {
  const chunks = await chunksOf(realBook(context, name), name);
  expect(chunks.length).toBeGreaterThan(500);
  for (const chunk of chunks) {
    const { text, notes, tokens } = prepareText(chunk);
    expect(text, chunk).not.toMatch(/\d/u);
    expect(notes, chunk).toEqual([]);
    expect(text.length, chunk).toBeLessThan(400);
    expect(tokens, chunk).toBeLessThan(450);
    if (text.length <= 280) expect(prepareText(text).text).toBe(text);
    if (!mayBeWrittenOut.test(chunk)) {
      expect(words(text), chunk).toEqual(words(chunk));
    }
  }
}

test('every chunk of Alice can be spoken, and no word is lost', async (context) => {
  await prepareBook(context, 'alice.txt');
});

test('every chunk of Sherlock Holmes can be spoken, and no word is lost', async (context) => {
  await prepareBook(context, 'sherlock-holmes.epub');
});
