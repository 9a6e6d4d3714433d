import { describe, expect, test } from 'vitest';
import {
  chunkIdSchema,
  projectIdSchema,
  sectionIdSchema,
  takeIdSchema,
} from '../../../electron/contract/ids.ts';
import type { Assembly, TimelineItem } from '../../../electron/contract/timeline.ts';
import { stitch } from '../../../renderer/stitch/stitch.ts';

const about = { title: 'The Lamp', author: 'A. Keeper', language: 'en', cover: projectIdSchema.parse(4) };
const take = (id: number, samples: number, gain = 0): TimelineItem => ({
  ...{ kind: 'take', take: takeIdSchema.parse(id), from: 0, samples, gain, fadeIn: 0, fadeOut: 0 },
});
const silence = (samples: number): TimelineItem => ({ kind: 'silence', samples });
const spoken = (id: number, text: string, ...items: TimelineItem[]) => ({
  ...{ chunk: chunkIdSchema.parse(id), text, items },
});
const chapter = (id: number, title: string, ...chunks: ReturnType<typeof spoken>[]) => ({
  ...{ section: sectionIdSchema.parse(id), title, spoken: chunks },
});
const assembly = (...chapters: Assembly['chapters']): Assembly => ({ sampleRate: 48_000, about, chapters });

describe('a timeline', () => {
  const timeline = stitch(
    assembly(
      chapter(1, 'One', spoken(11, 'One', take(1, 100), silence(10)), spoken(12, 'Dusk.', take(2, 50, -3))),
      chapter(2, 'Nothing', spoken(13, 'Gone.', silence(7))),
      chapter(3, 'T\0wo', spoken(14, 'Night.', silence(5), take(3, 20), silence(1), take(4, 30), silence(2))),
    ),
  );

  test('has every chunk with its words, from its first take to its last', () => {
    expect(timeline.chunks).toEqual([
      { chunk: 11, text: 'One', start: 0, end: 100 },
      { chunk: 12, text: 'Dusk.', start: 110, end: 160 },
      { chunk: 14, text: 'Night.', start: 172, end: 223 },
    ]);
  });

  test('marks chapters of which something is heard, whatever their titles hold', () => {
    expect(timeline.marks).toEqual([
      { title: 'One', position: 0 },
      { title: 'T\0wo', position: 167 },
    ]);
  });

  test('is its items end to end, gains kept and silences joined', () => {
    expect(timeline.items).toEqual([
      take(1, 100),
      silence(10),
      take(2, 50, -3),
      silence(12),
      take(3, 20),
      silence(1),
      take(4, 30),
      silence(2),
    ]);
    expect(timeline.samples).toBe(225);
  });

  test('says what the book says of itself, at the rate of the assembly', () => {
    expect(timeline).toMatchObject({ about, sampleRate: 48_000 });
  });
});
