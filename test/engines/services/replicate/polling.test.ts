import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pollDelay } from '../../../../electron/engines/services/replicate/polling.ts';

/** When a prediction is looked at, in seconds since it was created. */
function looks(expected: number | null, until: number): number[] {
  const times: number[] = [];
  for (let at = pollDelay(0, expected); at < until; at += pollDelay(at, expected)) times.push(at);
  return times;
}

const duration = fc.double({ min: 0.05, max: 600, noNaN: true });
const expectation = fc.option(duration, { nil: null });

test('waits between 0.1 and 2 seconds, also when the clock was set back', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), expectation, (elapsed, expected) => {
      const delay = pollDelay(elapsed, expected);
      expect(delay).toBeGreaterThanOrEqual(0.1);
      expect(delay).toBeLessThanOrEqual(2);
    }),
  );
});

test('sees a finish near the expected one within 100 ms, or 1 % of what was expected', () => {
  fc.assert(
    fc.property(duration, fc.double({ min: 0.7, max: 1.45, noNaN: true }), (expected, factor) => {
      const finish = Math.max(expected * factor, 0.1);
      const seen = looks(expected, finish + 3).find((at) => at >= finish) ?? Infinity;
      expect(seen - finish).toBeLessThanOrEqual(Math.max(0.1, expected * 0.01) + 1e-9);
    }),
  );
});

test('looks seldom before the finish is near', () => {
  fc.assert(
    fc.property(fc.double({ min: 3, max: 600, noNaN: true }), (expected) => {
      const early = looks(expected, expected * 0.6);
      expect(early.length).toBeLessThanOrEqual(Math.ceil((expected * 0.6) / 2));
    }),
  );
});

test('without an expectation, sees any finish late by at most a sixth of its time, and 2 seconds', () => {
  fc.assert(
    fc.property(duration, (finish) => {
      const seen = looks(null, finish + 3).find((at) => at >= finish) ?? Infinity;
      expect(seen - finish).toBeLessThanOrEqual(Math.min(2, Math.max(0.25, finish / 6)) + 1e-9);
    }),
  );
});
