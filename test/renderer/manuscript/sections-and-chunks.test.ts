import { describe, expect, it } from 'vitest';
import { chunkIdSchema, projectIdSchema, sectionIdSchema } from '../../../electron/contract/ids.ts';
import type { NarrationProgress } from '../../../electron/contract/narration.ts';
import type { Section } from '../../../electron/contract/project.ts';
import { estimateHeight, gapBefore, lookOf, spokenNow } from '../../../renderer/manuscript/chunk-layout.ts';
import {
  bookTotals,
  bookWords,
  chapterNumbers,
  draftHint,
  firstShown,
  sectionState,
  sectionWords,
} from '../../../renderer/manuscript/section-words.ts';
import { readsOtherwise } from '../../../renderer/manuscript/heading-question.tsx';
import { toolOf } from '../../../renderer/manuscript/chunk-tools.ts';
import { moved } from '../../../renderer/manuscript/use-section-edits.ts';
import { sampleChunk as chunk, sampleSection as section } from '../sample-text.ts';

describe('the sections of a book', () => {
  const skipped = section(1, { included: false, reason: 'Table of contents' });

  it('are numbered among the included ones only', () => {
    const numbers = chapterNumbers([skipped, section(2), section(3, { included: false }), section(4)]);
    expect([...numbers]).toEqual([
      [2, 1],
      [4, 2],
    ]);
  });

  it('begin at the first that is read, or at the first of all', () => {
    expect(firstShown([skipped, section(2)])?.id).toBe(2);
    expect(firstShown([skipped])?.id).toBe(1);
    expect(firstShown([])).toBeUndefined();
  });

  it('say why they are skipped', () => {
    expect(sectionWords(skipped)).toBe('Skipped: Table of contents');
    expect(sectionWords(section(1, { included: false }))).toBe('Skipped');
  });

  it('are not ready while anything of them failed or is missing', () => {
    expect(sectionState(section(1, { ready: 10 }))).toBe('ready');
    expect(sectionState(section(1, { ready: 9, failed: 1 }))).toBe('failed');
    expect(sectionState(section(1, { ready: 9 }))).toBe('begun');
    expect(sectionState(section(1, { chunks: 0 }))).toBe('silent');
    expect(sectionWords(section(1, { ready: 9, failed: 1, seconds: 65 }))).toBe('1 min · 9 of 10 · 1 failed');
  });

  it('leave what is skipped out of the book’s length and progress', () => {
    const totals = bookTotals([
      { ...skipped, ready: 10, seconds: 500 },
      section(2, { ready: 10, seconds: 60 }),
    ]);
    expect(totals).toEqual({ chapters: 1, chunks: 10, ready: 10, drafts: 0, failed: 0, seconds: 60 });
    expect(bookWords(totals)).toBe('1 chapter · 1 min · all narrated');
    expect(bookWords(bookTotals([]))).toBe('0 chapters · nothing to narrate');
  });

  it('are never called ready by what a draft stands in for', () => {
    expect(sectionState(section(1, { drafts: 10 }))).toBe('begun');
    expect(sectionWords(section(1, { drafts: 10, seconds: 65 }))).toBe('1 min · all as draft');
    expect(sectionWords(section(1, { ready: 6, drafts: 4, seconds: 65 }))).toBe(
      '1 min · 6 ready, 4 as draft',
    );
    expect(sectionWords(section(1, { ready: 3, drafts: 4, seconds: 65 }))).toBe(
      '1 min · 3 ready, 4 as draft of 10',
    );
    const totals = bookTotals([
      section(1, { ready: 10, seconds: 60 }),
      section(2, { drafts: 10, seconds: 60 }),
    ]);
    expect(bookWords(totals)).toBe('2 chapters · 2 min · 10 ready, 10 as draft');
    expect(draftHint(0)).toBeNull();
    expect(draftHint(1)).toBe('A draft is heard for 1 chunk until StyleTTS 2 has spoken it.');
  });

  it('move without losing one', () => {
    const ids = (sections: readonly Section[]): number[] => sections.map(({ id }) => id);
    const book = [section(1), section(2), section(3)];
    expect(ids(moved(book, sectionIdSchema.parse(1), 2))).toEqual([2, 3, 1]);
    expect(ids(moved(book, sectionIdSchema.parse(3), 0))).toEqual([3, 1, 2]);
    expect(ids(moved(book, sectionIdSchema.parse(9), 0))).toEqual([1, 2, 3]);
  });
});

describe('the chunks of a chapter', () => {
  it('run on within a paragraph and stand apart between paragraphs', () => {
    expect(gapBefore(undefined)).toBe('none');
    expect(gapBefore(chunk(1, { boundary: 'sentence' }))).toBe('none');
    expect(gapBefore(chunk(1, { boundary: 'clause' }))).toBe('none');
    expect(gapBefore(chunk(1, { boundary: 'paragraph' }))).toBe('paragraph');
    expect(gapBefore(chunk(1, { boundary: 'scene' }))).toBe('scene');
  });

  it('are headings by the pause that follows, and ornaments whatever follows', () => {
    expect(lookOf(chunk(1, { boundary: 'heading' }))).toBe('heading');
    expect(lookOf(chunk(1, { boundary: 'heading', state: 'ornament' }))).toBe('ornament');
    expect(lookOf(chunk(1))).toBe('text');
  });

  it('are estimated taller in a narrower column, and by their own line breaks', () => {
    const long = chunk(1, { text: 'word '.repeat(50) });
    expect(estimateHeight(long, undefined, 320)).toBeGreaterThan(estimateHeight(long, undefined, 640));
    const broken = chunk(1, { text: 'one\ntwo\nthree' });
    expect(estimateHeight(broken, undefined, 640)).toBeGreaterThan(estimateHeight(chunk(1), undefined, 640));
  });
});

describe('the chunk being spoken', () => {
  const chunks = [chunk(1, { state: 'ready' }), chunk(2, { state: 'ornament' }), chunk(3), chunk(4)];
  const narration: NarrationProgress = {
    project: projectIdSchema.parse(1),
    state: 'running',
    section: sectionIdSchema.parse(1),
    total: 3,
    ready: 1,
    failed: 0,
    sectionTotal: 3,
    sectionFinished: 1,
    fraction: 0.3,
    secondsLeft: null,
    problem: null,
    waitingFor: null,
    resumesAt: null,
    spent: 0,
    maxCost: null,
  };

  it('is the first of the section that is narrated whose own voice has not spoken it', () => {
    expect(spokenNow(chunks, narration, null)?.id).toBe(3);
    const drafted = chunks.map((one) => (one.id === 3 ? { ...one, state: 'draft' as const } : one));
    expect(spokenNow(drafted, narration, null)?.id).toBe(3);
  });

  it('is the single one that was asked for', () => {
    const retry = { ...narration, total: 1, sectionTotal: 1 };
    expect(spokenNow(chunks, retry, chunkIdSchema.parse(4))?.id).toBe(4);
    expect(spokenNow(chunks, retry, null)).toBeUndefined();
  });

  it('is none in another section, when it is paused or waits, or when some chunks are retried', () => {
    expect(spokenNow(chunks, { ...narration, section: sectionIdSchema.parse(2) }, null)).toBeUndefined();
    expect(spokenNow(chunks, { ...narration, state: 'paused' }, null)).toBeUndefined();
    expect(spokenNow(chunks, { ...narration, state: 'waiting' }, null)).toBeUndefined();
    expect(spokenNow(chunks, { ...narration, sectionTotal: 2 }, null)).toBeUndefined();
    expect(spokenNow([], narration, null)).toBeUndefined();
    expect(spokenNow(chunks, null, null)).toBeUndefined();
  });
});

describe('a heading', () => {
  it('is asked about only where it is read and differs from the new title', () => {
    expect(readsOtherwise({ heading: 'The Shore', title: 'The Far Shore' })).toBe(true);
    expect(readsOtherwise({ heading: 'The Shore ', title: 'The Shore' })).toBe(false);
    expect(readsOtherwise({ heading: null, title: 'The Far Shore' })).toBe(false);
  });
});

describe('the keys of a chunk', () => {
  it('edit it, also with the shift lock on, and leave every other key alone', () => {
    expect(['F2', 'a', 'S', 'J', 'p', 't'].map(toolOf)).toEqual([
      'correct',
      'say',
      'split',
      'join',
      'pause',
      'takes',
    ]);
    expect(['f2', 'x', 'Enter', ' ', 'Tab'].map(toolOf)).toEqual([null, null, null, null, null]);
  });
});
