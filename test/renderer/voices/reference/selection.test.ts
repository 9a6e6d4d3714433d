import { describe, expect, test } from 'vitest';
import {
  firstSelection,
  movedTo,
  shortest,
  stepOf,
  withFrom,
  withTo,
} from '../../../../renderer/voices/reference/selection.ts';

/** Peaks of a file of 60 s whose speech begins after 20 s: two pairs a second. */
const latePeaks = Array.from({ length: 240 }, (_, index) =>
  index < 80 ? 0.001 : index % 2 === 0 ? -0.5 : 0.5,
);

describe('the first selection', () => {
  test('begins a moment before the speech does', () => {
    expect(firstSelection(60, latePeaks)).toEqual({ from: 19.85, to: 25.85 });
  });

  test('stays within its file', () => {
    expect(firstSelection(2.345, [-0.5, 0.5, -0.5, 0.5])).toEqual({ from: 0, to: 2.34 });
    const lastSecond = Array.from({ length: 120 }, (_, index) => (index < 118 ? 0 : 0.5));
    expect(firstSelection(60, lastSecond)).toEqual({ from: 54, to: 60 });
    expect(firstSelection(10, [])).toEqual({ from: 0, to: 6 });
  });
});

describe('the ends of a selection', () => {
  const selection = { from: 2, to: 6 };

  test('never pass each other', () => {
    expect(withFrom(selection, 9)).toEqual({ from: 6 - shortest, to: 6 });
    expect(withTo(selection, 0, 10)).toEqual({ from: 2, to: 2 + shortest });
  });

  test('never leave the file', () => {
    expect(withFrom(selection, -Infinity)).toEqual({ from: 0, to: 6 });
    expect(withTo(selection, Infinity, 10)).toEqual({ from: 2, to: 10 });
    expect(movedTo(selection, -3, 10)).toEqual({ from: 0, to: 4 });
    expect(movedTo(selection, 8, 10)).toEqual({ from: 6, to: 10 });
  });

  test('keep their distance when both are moved', () => {
    expect(movedTo(selection, 3.333, 10)).toEqual({ from: 3.33, to: 7.33 });
  });
});

test('keys move by tenths, with Shift by seconds, and other keys are left alone', () => {
  expect(stepOf('ArrowRight', false)).toBe(0.1);
  expect(stepOf('ArrowLeft', true)).toBe(-1);
  expect(stepOf('PageUp', false)).toBe(1);
  expect(stepOf('End', false)).toBe(Infinity);
  expect(stepOf('Tab', false)).toBeNull();
  expect(stepOf('a', true)).toBeNull();
});
