import { expect, it } from 'vitest';
import { sectionIdSchema } from '../../../electron/contract/ids.ts';
import type { Receipt } from '../../../electron/contract/prediction.ts';
import { lossWords, perhapsNote, receiptText } from '../../../renderer/costs/receipt-text.ts';

const one: Receipt['chapters'][number] = {
  section: sectionIdSchema.parse(1),
  title: 'A Scandal in Bohemia',
  predictions: 212,
  succeeded: 210,
  predictTime: 754.25,
  cost: 0.1697,
  perhapsBilled: 0,
};
const two = {
  ...one,
  section: null,
  title: 'Gone',
  predictions: 1,
  succeeded: 1,
  predictTime: 3.25,
  cost: 0.0007,
  perhapsBilled: 0,
};

it('stands in columns, chapter by chapter, with everything together at the end', () => {
  const receipt = {
    chapters: [one, two],
    predictions: 213,
    predictTime: 757.5,
    cost: 0.1704,
    perhapsBilled: 0,
  };
  expect(receiptText('Sherlock', receipt).split('\n')).toEqual([
    'Sherlock: narrated by StyleTTS 2 on Replicate',
    '',
    'A Scandal in Bohemia  212  13 min  $0.1697',
    'Gone                    1   3.3 s  $0.0007',
    'Together              213  13 min  $0.1704',
    '',
  ]);
});

it('names beside each sum, and explains, what was perhaps billed and is in none of them', () => {
  const chapters = [{ ...one, perhapsBilled: 2 }, two];
  const receipt = { chapters, predictions: 213, predictTime: 757.5, cost: 0.1704, perhapsBilled: 2 };
  expect(receiptText('Sherlock', receipt).split('\n').slice(2)).toEqual([
    'A Scandal in Bohemia  212  13 min  $0.1697  and 2 perhaps billed',
    'Gone                    1   3.3 s  $0.0007',
    'Together              213  13 min  $0.1704  and 2 perhaps billed',
    '',
    '2 predictions were perhaps billed, too: asked for, and Lectern could not find out what came of it. They are in no sum.',
    '',
  ]);
  expect(perhapsNote({ perhapsBilled: 1 })).toMatch(/^1 prediction was .* It is in no sum\.$/u);
  expect(perhapsNote({ perhapsBilled: 0 })).toBeNull();
});

it('names what was paid or asked for without audio', () => {
  expect(lossWords(one)).toBe('2 without audio');
  expect(lossWords(two)).toBeNull();
});
