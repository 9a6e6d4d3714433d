import { expect, test } from 'vitest';
import { entries } from '../../../electron/engines/catalogue.ts';
import { predictionIdSchema, takeIdSchema } from '../../../electron/contract/ids.ts';
import type { Take } from '../../../electron/contract/take.ts';
import { defaultStyleTts2Voice } from '../../../electron/engines/styletts2/voice.ts';
import { defaultVoice } from '../../../electron/contract/voice.ts';
import {
  badgesOf,
  chooseLabel,
  differenceWords,
  fitOf,
  fitWords,
  secondsOf,
  takeCostWords,
  takeNumbers,
  takeVoiceWords,
} from '../../../renderer/takes/take-words.ts';

const paid = { ...defaultStyleTts2Voice, seed: 12 };

function take(id: number, change: Partial<Take> = {}): Take {
  return {
    id: takeIdSchema.parse(id),
    prediction: predictionIdSchema.parse(id),
    fit: 'wanted',
    heard: false,
    chosen: false,
    text: 'They said it twice.',
    voice: paid,
    voiceName: null,
    draft: false,
    samples: 36_000,
    sampleRate: 24_000,
    peak: -3,
    rms: -20,
    clipped: 0,
    cost: 0.0021,
    createdAt: '2026-11-01T10:00:00.000Z',
    ...change,
  };
}

test('takes are numbered as they were made, whatever order they are listed in', () => {
  const numbers = takeNumbers([
    take(7, { createdAt: '2026-11-03T10:00:00.000Z' }),
    take(9),
    take(8),
    take(2, { createdAt: '2026-11-02T10:00:00.000Z' }),
  ]);
  expect([...numbers].sort(([, one], [, other]) => one - other).map(([id]) => id)).toEqual([8, 9, 2, 7]);
});

test('a take tells how long it is, what spoke it and what it cost', () => {
  expect(secondsOf(take(1))).toBe(1.5);
  expect(takeVoiceWords(entries, take(1, { voiceName: 'The narrator' }))).toBe('The narrator · seed 12');
  expect(takeVoiceWords(entries, take(1))).toMatch(/^StyleTTS 2 .* seed 12/u);
  expect(takeVoiceWords(entries, take(1, { voice: defaultVoice, voiceName: 'Plain' }))).toBe('Plain');
  expect(takeCostWords(take(1))).toBe('$0.0021');
  expect(takeCostWords(take(1, { cost: 0 }))).toBe('free');
  expect(takeCostWords(take(1, { cost: null }))).toBe('cost not known');
});

test('settings are told where takes of one engine differ in them and nothing else tells it', () => {
  const one = take(1);
  const other = take(2, { voice: { ...paid, alpha: 0.9, seed: 13 } });
  const draft = take(3, { voice: defaultVoice });
  expect(differenceWords(entries, other, [one, other, draft])).toEqual(['Timbre 0.9']);
  expect(differenceWords(entries, one, [one, draft])).toEqual([]);
});

test('what can be chosen says what choosing does; what cannot says why', () => {
  expect(chooseLabel('wanted', take(1))).toBe('Choose');
  expect(chooseLabel('seed', take(1))).toBe('Choose');
  expect(chooseLabel('wanted', take(1, { heard: true }))).toBe('Keep this one');
  expect(chooseLabel('wanted', take(1, { heard: true, chosen: true }))).toBeNull();
  for (const fit of ['voice', 'words'] as const) {
    expect(chooseLabel(fit, take(1))).toBe('Use it here');
    expect(fitWords(fit)).toMatch(/choosing it/u);
  }
  expect(chooseLabel('elsewhere', take(1))).toBeNull();
  expect(fitWords('elsewhere')).toMatch(/split or joined/u);
  expect(fitWords('wanted')).toBeNull();
});

test('another seed of the chunk’s very voice is no other voice', () => {
  const other = take(1, { fit: 'voice' });
  expect(fitOf(entries, other, { ...paid, seed: 99 })).toBe('seed');
  expect(fitOf(entries, other, { ...paid, alpha: 0.9 })).toBe('voice');
  expect(fitOf(entries, other, defaultVoice)).toBe('voice');
  expect(fitOf(entries, other, undefined)).toBe('voice');
  expect(fitOf(entries, take(1, { fit: 'words' }), { ...paid, seed: 99 })).toBe('words');
});

test('only sound at full scale is warned of', () => {
  const badges = badgesOf(take(1, { heard: true, chosen: true, draft: true, clipped: 3 }));
  expect(badges.map(({ words }) => words)).toEqual([
    'Heard now',
    'Your choice',
    'Draft',
    'Too loud in places',
  ]);
  expect(badges.filter(({ warns }) => warns)).toHaveLength(1);
  expect(badgesOf(take(1))).toEqual([]);
});
