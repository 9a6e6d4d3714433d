import { describe, expect, test } from 'vitest';
import { Expectation } from '../../electron/book/expectation.ts';
import { styletts2Entry } from '../../electron/engines/styletts2/voice.ts';

const { guess } = styletts2Entry;

function observed(...characters: number[]) {
  // Two seconds, and a hundredth of a second for each character; a second more from being asked for.
  return characters.map((count) => ({
    characters: count,
    predictTime: 2 + count / 100,
    totalTime: 3 + count / 100,
  }));
}

describe('what a prediction may be expected to take', () => {
  test('before any was seen, a paid one is guessed and a time is not told', () => {
    const expectation = new Expectation(guess, []);
    expect(expectation).toMatchObject({ observations: 0 });
    expect(expectation.predictTime(280)).toBeGreaterThan(expectation.predictTime(20));
    expect(expectation.totalTime(280)).toBeNull();
  });

  test('a heading alone does not make a paragraph dear: the guess is scaled, not the heading', () => {
    const expectation = new Expectation(guess, observed(3));
    expect(expectation.predictTime(3)).toBeCloseTo(2.03);
    expect(expectation.predictTime(280)).toBeLessThan(10);
  });

  test('after several of different lengths, it is the line through them', () => {
    const expectation = new Expectation(guess, observed(10, 50, 90, 130, 170, 210, 250, 280));
    expect(expectation.predictTime(200)).toBeCloseTo(4);
    expect(expectation.totalTime(200)).toBeCloseTo(5);
  });

  test('nothing is ever expected to take less than no time, however steep the line', () => {
    const steep = observed(10, 50, 90, 130, 170, 210, 250, 280).map((one) => ({
      ...one,
      predictTime: (one.characters / 100) ** 3,
      totalTime: (one.characters / 100) ** 3,
    }));
    const expectation = new Expectation(guess, steep);
    expect(expectation.predictTime(1)).toBeGreaterThan(0);
    expect(expectation.totalTime(1)).toBeGreaterThan(0);
  });

  test('longer never becomes cheaper, whatever a slow start made of the short ones', () => {
    const odd = observed(10, 50, 90, 130, 170, 210, 250, 280).map((one) => ({
      ...one,
      predictTime: 10 - one.characters / 50,
    }));
    const expectation = new Expectation(guess, odd);
    expect(expectation.predictTime(280)).toBeGreaterThan(expectation.predictTime(10));
  });
});
