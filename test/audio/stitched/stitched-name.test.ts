import { describe, expect, it } from 'vitest';
import { stitchedName } from '../../../electron/audio/stitched/stitched-name.ts';
import { takeIdSchema } from '../../../electron/contract/ids.ts';
import type { StitchedFile } from '../../../electron/contract/stitched.ts';
import { stitchWav } from '../../support/stitch-wav.ts';
import { sampleRate, silenceItem, takeItem } from './take-folder.ts';

const file = stitchWav({
  sampleRate,
  chapters: [
    {
      title: 'One',
      items: [takeItem(1, 100, { from: 3, gain: -1.5, fadeIn: 5, fadeOut: 6 }), silenceItem(9)],
    },
  ],
});

/** The same value with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

it('is 64 hex digits, whatever the order of keys', () => {
  expect(stitchedName(file)).toMatch(/^[0-9a-f]{64}$/);
  expect(stitchedName(reversed(file) as StitchedFile)).toBe(stitchedName(file));
});

describe('is another as soon as anything is', () => {
  const [header, take, silence, tail] = file.parts;
  if (header === undefined || take?.kind !== 'take' || silence?.kind !== 'silence' || tail === undefined) {
    throw new Error('the file of this test has four parts');
  }
  const withTake = (change: Partial<typeof take>): StitchedFile => ({
    ...file,
    parts: [header, { ...take, ...change }, silence, tail],
  });

  it.each<[string, StitchedFile]>([
    ['take', withTake({ take: takeIdSchema.parse(2) })],
    ['from', withTake({ from: 4 })],
    ['samples', withTake({ samples: 99 })],
    ['gain', withTake({ gain: -1.4 })],
    ['fadeIn', withTake({ fadeIn: 6 })],
    ['fadeOut', withTake({ fadeOut: 5 })],
    ['silence', { ...file, parts: [header, take, { ...silence, samples: 8 }, tail] }],
    ['order', { ...file, parts: [header, silence, take, tail] }],
    ['literal', { ...file, parts: [tail, take, silence, tail] }],
    ['sample rate', { ...file, sampleRate: 48_000 }],
    ['title', { ...file, marks: [{ title: 'Two', position: 0 }] }],
    ['position', { ...file, marks: [{ title: 'One', position: 1 }] }],
  ])('%s', (_, other) => {
    expect(stitchedName(other)).not.toBe(stitchedName(file));
  });
});
