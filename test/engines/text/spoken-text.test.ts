import { expect, test } from 'vitest';
import {
  asSpoken,
  common,
  steps,
  type SpokenRules,
  type Step,
} from '../../../electron/engines/text/spoken-text.ts';

test('every engine takes the steps in the one order, however its rules are listed', () => {
  const taken: Step[] = [];
  const rules = Object.fromEntries(
    steps.toReversed().map((step) => [
      step,
      (text: string) => {
        taken.push(step);
        return `${text}.`;
      },
    ]),
  ) satisfies SpokenRules;
  expect(asSpoken('', rules)).toHaveLength(steps.length);
  expect(taken).toEqual(steps);
});

test('a step that an engine leaves out changes nothing, and one that leaves nothing is believed', () => {
  expect(asSpoken('On 12 May 1871.', {})).toBe('On 12 May 1871.');
  expect(asSpoken('On 12 May 1871.', { dates: common.dates })).not.toMatch(/\d/u);
  expect(asSpoken('☂', { characters: () => '' })).toBe('');
});
