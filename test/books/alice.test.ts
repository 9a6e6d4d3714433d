import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Plan } from '../../electron/book/plan.ts';
import { realBook } from '../support/books.ts';
import { narrate } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { listen, readWav } from '../support/wav-file.ts';

function workshop() {
  const folder = temporaryFolder();
  return { folder, library: path.join(folder, 'library') };
}

test('Alice has twelve chapters, no licence text, and no word lost', async (context) => {
  const book = realBook(context, 'alice.txt');
  const { out, code } = await narrate([book, '--plan', '--json'], workshop());
  expect(code).toBe(0);
  const plan = JSON.parse(out) as Plan;
  expect(plan).toMatchObject({
    title: 'Alice’s Adventures in Wonderland',
    author: 'Lewis Carroll',
    language: 'en',
  });
  const included = plan.chapters.filter((chapter) => chapter.included);
  expect(included).toHaveLength(12);
  expect(included[0]?.title).toBe('CHAPTER I. Down the Rabbit-Hole');
  expect(included[11]?.title).toBe('CHAPTER XII. Alice’s Evidence');
  const spoken = included.flatMap(({ chunks }) => chunks.map(({ text }) => text)).join(' ');
  expect(spoken).not.toMatch(/Gutenberg|licen[cs]e|trademark|donations/i);
  expect(spoken).toContain('THE END');
  const words = (text: string): string[] => text.replaceAll('_', '').match(/[\p{L}\p{N}]+/gu) ?? [];
  const source = readFileSync(book, 'utf8');
  const story = source.slice(source.indexOf('CHAPTER I.'), source.indexOf('THE END') + 'THE END'.length);
  expect(words(spoken)).toEqual(words(story));
});

test('the whole of Alice becomes one WAV with twelve marks, without clipping or holes', async (context) => {
  const book = realBook(context, 'alice.txt');
  const place = workshop();
  const run = await narrate([book, '--out', 'alice.wav', '--voice', 'draft:kal16'], place);
  expect(run.code, run.err).toBe(0);
  const bytes = readFileSync(path.join(place.folder, 'alice.wav'));
  const file = readWav(bytes);
  expect(file).toMatchObject({ sampleRate: 24_000, channels: 1, bits: 16 });
  expect(file.marks.map(({ title }) => title.split('.')[0])).toEqual(
    ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'].map((n) => `CHAPTER ${n}`),
  );
  const hours = file.dataBytes / 48_000 / 3600;
  expect(hours).toBeGreaterThan(2);
  expect(hours).toBeLessThan(4);
  const { peak, clipped, longestSilence } = listen(bytes, file);
  expect(peak).toBeGreaterThan(0.1);
  expect(clipped).toBe(0);
  // The longest pause is the one after a chapter.
  expect(longestSilence).toBeLessThan(2.2);
});
