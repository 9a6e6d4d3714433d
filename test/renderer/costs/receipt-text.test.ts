import { expect, it } from 'vitest';
import { sectionIdSchema } from '../../../electron/contract/ids.ts';
import type { Receipt } from '../../../electron/contract/prediction.ts';
import { lossWords, receiptText } from '../../../renderer/costs/receipt-text.ts';

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

it('names what was paid or asked for without audio', () => {
  expect(lossWords(one)).toBe('2 without audio');
  expect(lossWords(two)).toBeNull();
});
