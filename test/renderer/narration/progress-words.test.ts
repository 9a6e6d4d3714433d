import { describe, expect, it } from 'vitest';
import {
  announcement,
  chunkFraction,
  chunkWords,
  endWords,
  interruptedWords,
  isActive,
  leftWords,
  resumeWords,
  spentWords,
  waitWords,
} from '../../../renderer/narration/progress-words.ts';
import { progress } from './sample-progress.ts';

describe('how far a narration is', () => {
  it('is told in one unit: the words and the bar count the same chunks, those that failed among them', () => {
    const told = progress({ ready: 4, failed: 1, total: 1200, fraction: 0.9, sectionFinished: 3 });
    expect(chunkWords(told)).toBe('5 of 1,200 chunks');
    expect(chunkFraction(told)).toBeCloseTo(5 / 1200, 12);
    expect(chunkFraction(progress({ ready: 0, failed: 0, total: 0 }))).toBe(1);
    expect(chunkWords(progress({ ready: 0, total: 1 }))).toBe('0 of 1 chunk');
  });

  it('never promises a time before there is a speed, or while it stands still', () => {
    expect(leftWords(progress({ secondsLeft: null }))).toBe('measuring the speed');
    expect(leftWords(progress({ state: 'paused' }))).toBe('paused');
    expect(leftWords(progress({ state: 'cancelling' }))).toBe('stopping after this chunk');
    expect(leftWords(progress({ secondsLeft: 0.2 }))).toBe('nearly done');
    expect(leftWords(progress({}))).toBe('about 2 min left');
  });
});

const owed = {
  code: 'audio-owed',
  message: 'Waiting for audio that is made but cannot be fetched yet.',
  action: 'Lectern goes on by itself.',
} as const;

describe('a narration that waits for audio that is owed', () => {
  it('promises no time while it waits, and says once what it waits for', () => {
    expect(leftWords(progress({ waitingFor: owed }))).toBe('waiting');
    expect(announcement(progress({ waitingFor: owed }), 'Alice', 'Chapter 1')).toBe(owed.message);
    expect(announcement(progress({ waitingFor: null }), 'Alice', 'Chapter 1')).toBe('Narrating Chapter 1.');
  });
});

describe('a narration that was paused', () => {
  const breaker = {
    code: 'without-audio',
    message: 'Two paid predictions in a row gave no audio.',
    action: 'Look at them, then go on or cancel.',
  } as const;

  it('by the breaker says why, and that going on is a decision', () => {
    const paused = progress({ state: 'paused', problem: breaker });
    expect(announcement(paused, 'Alice', null)).toBe(`The narration is paused. ${breaker.message}`);
    expect(resumeWords(paused)).toBe('Go on all the same');
    expect(resumeWords(progress({ state: 'paused' }))).toBe('Resume');
    expect(resumeWords(progress({ state: 'waiting', problem: breaker }))).toBe('Try now');
  });
});

it('says how much is left of what was interrupted', () => {
  expect(interruptedWords({ left: 1 })).toBe('Interrupted: 1 chunk is left to narrate.');
  expect(interruptedWords({ left: 1204 })).toBe('Interrupted: 1,204 chunks are left to narrate.');
});

describe('a narration that a service makes wait', () => {
  const resumesAt = '2026-11-23T10:00:10.000Z';

  it('is still at work, so that no other can be started and it can be cancelled', () => {
    expect(isActive('waiting')).toBe(true);
    expect(leftWords(progress({ state: 'waiting' }))).toBe('waiting');
  });

  it('counts down in whole seconds, never below none', () => {
    expect(waitWords(resumesAt, Date.parse('2026-11-23T10:00:02.100Z'))).toBe('Goes on by itself in 0:08.');
    expect(waitWords(resumesAt, Date.parse('2026-11-23T10:00:11.000Z'))).toBe('Goes on now.');
  });

  it('is read out once, not with every second', () => {
    const told = (seconds: number): string =>
      announcement(progress({ state: 'waiting', secondsLeft: seconds, resumesAt }), 'Alice', 'Chapter 1');
    expect(told(9)).toBe(told(8));
  });
});

it('says what was spent only where something was, and beside its cap', () => {
  expect(spentWords(progress({ maxCost: 5 }))).toBeNull();
  expect(spentWords(progress({ spent: 0.0312 }))).toBe('$0.0312 so far');
  expect(spentWords(progress({ spent: 1.5, maxCost: 5 }))).toBe('$1.50 of $5.00');
});

describe('what a narration came to', () => {
  it('does not call a book with failed chunks ready', () => {
    const words = endWords(progress({ state: 'done', ready: 9, failed: 1 }));
    expect(words).toBe('Narrated, but 1 chunk failed; 9 of 10 chunks are ready.');
  });

  it('says that all is ready only when it is', () => {
    expect(endWords(progress({ state: 'done', ready: 10 }))).toBe('Narrated: 10 chunks, all ready.');
    expect(endWords(progress({ state: 'done', ready: 0, total: 0 }))).toBe('There was nothing to narrate.');
  });

  it('counts what was not reached when it was stopped', () => {
    const words = endWords(progress({ state: 'stopped', ready: 4, failed: 1 }));
    expect(words).toBe('Stopped: 4 of 10 chunks are ready, 5 chunks not spoken yet.');
  });

  it('says after a cancel that nothing is lost', () => {
    expect(endWords(progress({ state: 'cancelled', ready: 1 }))).toMatch(
      /^Cancelled: 1 of 10 chunks is ready/u,
    );
  });
});

it('reads out a chapter once, however many of its chunks are spoken', () => {
  const told = [0, 1, 2, 3].map((sectionFinished) =>
    announcement(progress({ sectionFinished, ready: sectionFinished }), 'Alice', 'Chapter 1'),
  );
  expect(new Set(told)).toEqual(new Set(['Narrating Chapter 1.']));
});
