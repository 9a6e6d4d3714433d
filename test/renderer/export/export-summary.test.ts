import { expect, test } from 'vitest';
import { chunkIdSchema, sectionIdSchema, takeIdSchema } from '../../../electron/contract/ids.ts';
import type { Section } from '../../../electron/contract/project.ts';
import { assembled, type BareAssembly } from '../../support/stitch-wav.ts';
import {
  chapterChoices,
  chosenChapters,
  gapReason,
  summarise,
} from '../../../renderer/export/export-summary.ts';

function section(id: number, change: Partial<Section>): Section {
  return {
    id: sectionIdSchema.parse(id),
    title: `Chapter ${id}`,
    included: true,
    reason: null,
    voice: null,
    chunks: 10,
    ready: 10,
    drafts: 0,
    failed: 0,
    characters: 2000,
    seconds: 60,
    heading: null,
    ...change,
  };
}

const sections = [
  section(1, { included: false, reason: 'Title page' }),
  section(2, {}),
  section(3, { ready: 7, failed: 1 }),
  section(4, { ready: 0, seconds: 0 }),
  section(5, { chunks: 0, ready: 0, seconds: 0 }),
  section(6, { ready: 0, drafts: 4 }),
];

test('skipped sections and those with nothing to read are no choice; gaps are what is not heard, failed or not', () => {
  expect(chapterChoices(sections)).toEqual([
    { id: 2, title: 'Chapter 2', seconds: 60, drafts: 0, gaps: 0, audible: true },
    { id: 3, title: 'Chapter 3', seconds: 60, drafts: 0, gaps: 3, audible: true },
    { id: 4, title: 'Chapter 4', seconds: 0, drafts: 0, gaps: 10, audible: false },
    { id: 6, title: 'Chapter 6', seconds: 60, drafts: 4, gaps: 6, audible: true },
  ]);
});

test('a chapter of nothing but pauses is never exported, whatever was ticked', () => {
  const choices = chapterChoices(sections);
  expect(chosenChapters(choices, new Set()).map(({ id }) => id)).toEqual([2, 3, 6]);
  expect(chosenChapters(choices, new Set([sectionIdSchema.parse(2)])).map(({ id }) => id)).toEqual([3, 6]);
});

test('chapters, length and size are those of the stitched file', () => {
  const take = (id: number): BareAssembly['chapters'][number]['items'][number] => ({
    kind: 'take',
    take: takeIdSchema.parse(id),
    from: 0,
    samples: 48_000,
    gain: 0,
    fadeIn: 0,
    fadeOut: 0,
  });
  const assembly = assembled({
    sampleRate: 24_000,
    chapters: [
      { title: 'One', items: [take(1), { kind: 'silence', samples: 24_000 }] },
      { title: 'Two', items: [take(2)] },
    ],
  });
  const summary = summarise({ assembly, gaps: [], drafts: 1 });
  expect(summary).toMatchObject({ chapters: 2, seconds: 5, drafts: 1 });
  // Five seconds of 16-bit samples, and a header and chapter marks of less than a kilobyte.
  expect(summary.file.bytes).toBeGreaterThan(240_000);
  expect(summary.file.bytes).toBeLessThan(241_000);
});

test('a gap says why in the words of its problem', () => {
  const gap = {
    chunk: chunkIdSchema.parse(1),
    section: sectionIdSchema.parse(2),
    sectionTitle: 'Two',
    text: '東京',
    problem: null,
  };
  expect(gapReason(gap)).toBe('Not narrated yet.');
  const problem = {
    code: 'text-unspeakable' as const,
    message: 'No voice for this script.',
    action: 'Edit it.',
  };
  expect(gapReason({ ...gap, problem })).toBe('No voice for this script.');
});
