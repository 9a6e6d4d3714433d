import { describe, expect, it } from 'vitest';
import { predictionIdSchema, projectIdSchema, sectionIdSchema } from '../../../electron/contract/ids.ts';
import { withAdopted } from '../../../renderer/predictions/remote/adopted.ts';
import {
  costFact,
  costWords,
  isRunningThere,
  placeWords,
  remoteStateWords,
  stateWords,
  totalWords,
  workWords,
} from '../../../renderer/predictions/prediction-words.ts';
import { prediction } from './sample-prediction.ts';

describe('a prediction', () => {
  it('that runs says how far it is', () => {
    expect(stateWords(prediction(1, { remoteId: null, remoteStatus: null }))).toBe('Being sent');
    expect(stateWords(prediction(1, { remoteStatus: 'starting' }))).toBe('Starting');
    expect(stateWords(prediction(1))).toBe('Being spoken');
    expect(stateWords(prediction(1, { remoteStatus: 'succeeded' }))).toBe('Being fetched');
  });

  it('is not called sent when there is nowhere to send it', () => {
    expect(stateWords(prediction(1, { paid: false, remoteId: null, remoteStatus: null }))).toBe('Running');
  });

  it('that has ended is told by its end, whatever Replicate said last', () => {
    expect(stateWords(prediction(1, { state: 'aborted', remoteStatus: 'processing' }))).toBe('Given up');
    expect(stateWords(prediction(1, { state: 'unknown', remoteId: null }))).toBe('Unknown');
  });

  it('names its book and chapter, or why it has none', () => {
    const project = { id: projectIdSchema.parse(1), title: 'Alice' };
    const section = { id: sectionIdSchema.parse(1), title: 'Down the Rabbit-Hole' };
    expect(placeWords(prediction(1, { project, section }))).toBe('Alice · Down the Rabbit-Hole');
    expect(placeWords(prediction(1, { project }))).toBe('Alice');
    expect(placeWords(prediction(1))).toBe('A book that is no more');
    expect(placeWords(prediction(1, { kind: 'try' }))).toBe('A try');
  });

  it('never shows what is not known as nothing, nor a draft as a cost', () => {
    expect(workWords(null)).toBe('–');
    expect(costWords(prediction(1))).toBe('–');
    expect(costWords(prediction(1, { cost: 0.0021 }))).toBe('$0.0021');
    expect(costWords(prediction(1, { paid: false, cost: 0 }))).toBe('free');
  });

  it('that nobody said the cost of is perhaps billed, and says why where there is room', () => {
    const lost = prediction(1, { state: 'aborted', perhapsBilled: true });
    expect(costWords(lost)).toBe('perhaps billed');
    expect(costFact(lost)).toBe('perhaps billed: Lectern could not find out');
    expect(costFact(prediction(1, { cost: 0.0021 }))).toBe('$0.0021');
    expect(costFact(prediction(1))).toBe('–');
  });
});

it('sums up without figures that would be nothing, and without what was perhaps billed', () => {
  const none = { count: 1, predictTime: 0, cost: 0, perhapsBilled: 0 };
  expect(totalWords({ ...none, cost: 0.03, perhapsBilled: 2 })).toBe(
    '1 prediction · $0.03 · 2 perhaps billed',
  );
  expect(totalWords({ ...none, count: 0 })).toBe('0 predictions');
  expect(totalWords({ ...none, predictTime: 130, cost: 0.03 })).toBe('1 prediction · 2 min of work · $0.03');
});

it('shows a status of Replicate that is new as it is, and does not take it for a running one', () => {
  expect(remoteStateWords('hibernating')).toBe('hibernating');
  expect(isRunningThere('hibernating')).toBe(false);
  expect(isRunningThere('processing')).toBe(true);
});

it('marks the one that was adopted, and no other', () => {
  const remote = (remoteId: string) => ({
    remoteId,
    status: 'succeeded',
    createdAt: null,
    predictTime: null,
    text: null,
    prediction: null,
    adoptableBy: null,
  });
  const pages = { pageParams: [null], pages: [{ predictions: [remote('a'), remote('b')], next: null }] };
  const marked = withAdopted('b', predictionIdSchema.parse(7))(pages);
  expect(marked?.pages[0]?.predictions.map((one) => one.prediction)).toEqual([null, 7]);
});
