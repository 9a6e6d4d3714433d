import { describe, expect, it } from 'vitest';
import { mostChunkCharacters } from '../../../electron/contract/chunk.ts';
import {
  beginning,
  boundaryPauseWords,
  correctedWords,
  correctionOf,
  entryFault,
  lengthHint,
  longestText,
  pausedWords,
  saidWords,
  sayAsOf,
  whyNoJoin,
  whyNoSplit,
} from '../../../renderer/editing/edit-words.ts';
import { sampleChunk } from '../sample-text.ts';

describe('what saving asks for', () => {
  const mended = { text: 'They said it twice.', original: 'They sayd it twice.' };

  it('is nothing where the words stay, whatever white space was typed', () => {
    expect(correctionOf('  They said it twice.\n', mended)).toBe('nothing');
    expect(correctionOf('   ', mended)).toBe('nothing');
    expect(sayAsOf('Six.', { text: 'VI.', sayAs: 'Six.' })).toBe('nothing');
    expect(sayAsOf('VI.', { text: 'VI.', sayAs: null })).toBe('nothing');
  });

  it('is a correction, or the manuscript’s own words where exactly those were typed', () => {
    expect(correctionOf('They said it thrice.', mended)).toEqual({ text: 'They said it thrice.' });
    expect(correctionOf('They sayd it twice.', mended)).toEqual({ text: null });
  });

  it('is what is said, or nothing else where what is written was typed', () => {
    expect(sayAsOf('Six.', { text: 'VI.', sayAs: null })).toEqual({ text: 'Six.' });
    expect(sayAsOf('VI.', { text: 'VI.', sayAs: 'Six.' })).toEqual({ text: null });
  });

  it('is refused in place where the studio would refuse it', () => {
    expect(entryFault(' \n')).toMatch(/some words/u);
    expect(entryFault('— …')).toMatch(/a letter or a digit/u);
    expect(entryFault('a'.repeat(longestText))).toBeNull();
    expect(entryFault('a'.repeat(longestText + 1))).toMatch(/At most 2000/u);
  });

  it('is warned of where it is too long to be spoken well', () => {
    expect(lengthHint('a'.repeat(280), 280)).toBeNull();
    expect(lengthHint('a'.repeat(281), 280)).toMatch(/^281 characters are more than the 280/u);
  });
});

describe('joining', () => {
  const chunk = sampleChunk(1, { text: 'a'.repeat(200) });
  const next = sampleChunk(2, { state: 'ready', text: 'b'.repeat(mostChunkCharacters - 201) });

  it('needs a next chunk that is spoken and that nobody is editing', () => {
    expect(whyNoJoin({ chunk, next, edited: false })).toBeNull();
    expect(whyNoJoin({ chunk, next: undefined, edited: false })).toMatch(/last of its section/u);
    expect(whyNoJoin({ chunk, next: { ...next, state: 'ornament' }, edited: false })).toMatch(/break/u);
    expect(whyNoJoin({ chunk, next, edited: true })).toMatch(/Save or cancel/u);
  });

  it('keeps to what a chunk may have, as it is spoken', () => {
    const long = { ...chunk, sayAs: 'c'.repeat(201) };
    expect(whyNoJoin({ chunk: long, next, edited: false })).toMatch(/Together they have/u);
  });
});

it('a single word cannot be split, nor what is said otherwise or being edited', () => {
  const free = { sayAs: null, edited: false };
  expect(whyNoSplit([4], free)).toBeNull();
  expect(whyNoSplit([], free)).toMatch(/single word/u);
  expect(whyNoSplit([4], { ...free, sayAs: 'Six.' })).toMatch(/said otherwise/u);
  expect(whyNoSplit([4], { ...free, edited: true })).toMatch(/Save or cancel/u);
});

it('what was saved is said, and that only this chunk is spoken again unless a take is there', () => {
  expect(correctedWords(sampleChunk(1, { original: 'x', state: 'missing' }))).toBe(
    'Corrected. Only this chunk is to be spoken again.',
  );
  expect(correctedWords(sampleChunk(1, { state: 'ready' }))).toBe(
    'The manuscript’s own words are back. A take of these very words is there already.',
  );
  expect(saidWords(sampleChunk(1, { sayAs: 'Six.' }))).toMatch(/^It is spoken as “Six\.”\./u);
  expect(saidWords(sampleChunk(1))).toMatch(/^It is spoken as it is written\./u);
  expect(pausedWords({ pause: 2, pauseAfter: 2 })).toBe('The pause after it is 2 s.');
  expect(pausedWords({ pause: null, pauseAfter: 0.3 })).toBe('The pause is its boundary’s again: 0.3 s.');
  expect(boundaryPauseWords('sentence', 0.30000000000000004)).toBe('0.3 s, as after a sentence');
});

it('a long text is named by its first words', () => {
  expect(beginning('The ferry left.')).toBe('The ferry left.');
  expect(beginning('The ferry left at six,\nas it always did, without a word.', 24)).toBe(
    'The ferry left at six, …',
  );
  expect(beginning('x'.repeat(50), 10)).toBe(`${'x'.repeat(10)} …`);
});
