import { longestTry } from '../../../../electron/contract/lengths.ts';
import { expect, test } from 'vitest';
import { predictionIdSchema } from '../../../../electron/contract/ids.ts';
import type { Prediction } from '../../../../electron/contract/prediction.ts';
import { defaultStyleTts2Voice } from '../../../../electron/engines/styletts2/voice.ts';
import {
  costWords,
  firstSentence,
  isUnderWay,
  stateWords,
} from '../../../../renderer/voices/tries/try-words.ts';

function tried(change: Partial<Prediction>): Prediction {
  return {
    id: predictionIdSchema.parse(1),
    kind: 'try',
    engine: 'styletts2',
    paid: true,
    state: 'running',
    remoteId: null,
    remoteStatus: null,
    project: null,
    section: null,
    chunk: null,
    take: null,
    text: 'Listen.',
    voice: defaultStyleTts2Voice,
    input: null,
    notes: [],
    createdAt: '2026-11-01T10:00:00.000Z',
    startedAt: null,
    endedAt: null,
    predictTime: null,
    totalTime: null,
    cost: null,
    perhapsBilled: false,
    logs: null,
    problem: null,
    ...change,
  };
}

test('what a try cost is told as far as it is known, and a free one is called free', () => {
  expect(costWords(tried({ predictTime: 4.26, cost: 0.00096 }))).toBe('4.3 s · $0.001');
  expect(costWords(tried({ predictTime: null, cost: null }))).toBe('');
  expect(costWords(tried({ engine: 'draft', paid: false, predictTime: 0.2, cost: 0 }))).toBe('0.2 s · free');
});

test('one that nobody knows of is still under way, so that it can be cancelled', () => {
  expect(isUnderWay(tried({ state: 'unknown' }))).toBe(true);
  expect(isUnderWay(tried({ state: 'aborted' }))).toBe(false);
  expect(stateWords(tried({ remoteStatus: 'starting' }))).toMatch(/starting/u);
});

test('the sentence that is offered can be spoken', () => {
  expect(firstSentence.length).toBeLessThanOrEqual(longestTry);
});
