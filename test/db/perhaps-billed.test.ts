import path from 'node:path';
import { expect, test } from 'vitest';
import { predictionIdSchema } from '../../electron/contract/ids.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';
import { defaultVoice, type Voice } from '../../electron/contract/voice.ts';
import { closeDatabase, openDatabase } from '../../electron/db/database.ts';
import { findPrediction, listPredictions } from '../../electron/db/queries/prediction-list.ts';
import { beginPrediction } from '../../electron/db/queries/predictions.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What became of a prediction, as columns; and whether it was perhaps billed. */
const cases: readonly (readonly [string, Record<string, string | number | null>, boolean])[] = [
  ['never left', { state: 'cancelled' }, false],
  ['is under way', { state: 'running', sent_at: 'then' }, false],
  ['was sent, without an answer', { state: 'unknown', sent_at: 'then' }, true],
  ['was given up without an answer', { state: 'aborted', sent_at: 'then' }, true],
  [
    'failed, and nobody said what it cost',
    { state: 'failed', remote_id: 'a', remote_status: 'failed' },
    true,
  ],
  [
    'was found finished after a kill',
    { state: 'succeeded', remote_id: 'a', remote_status: 'succeeded' },
    true,
  ],
  ['cost something', { state: 'failed', remote_id: 'a', remote_status: 'failed', cost: 0.1 }, false],
  [
    'was given up by the service before it began',
    { state: 'failed', remote_id: 'a', remote_status: 'aborted' },
    false,
  ],
  [
    'was cancelled before it began',
    { state: 'cancelled', remote_id: 'a', remote_status: 'canceled', started_at: null },
    false,
  ],
  [
    'was cancelled while it ran',
    { state: 'cancelled', remote_id: 'a', remote_status: 'canceled', started_at: 'then' },
    true,
  ],
];

function told(voice: Voice, service: string | null, columns: Record<string, string | number | null>) {
  const db = openDatabase(path.join(temporaryFolder(), 'lectern.sqlite'), { suspect: false });
  const id = beginPrediction(db, {
    ...{ target: null, voice, text: 'x', speechKey: 'k', input: '{}', inputHash: 'h', service },
    ...{ spokenText: 'x', revision: 'r', maker: 'm', notes: [], paid: service !== null, rate: 0.001 },
  });
  const names = Object.keys(columns);
  db.prepare(
    `UPDATE predictions SET ${names.map((name) => `${name} = @${name}`).join()} WHERE id = ${id}`,
  ).run(columns);
  const found = findPrediction(db, predictionIdSchema.parse(id));
  const { totals } = listPredictions(db, {}, { limit: 10 });
  closeDatabase(db);
  return { perhapsBilled: found?.perhapsBilled, counted: totals.perhapsBilled };
}

test.each(cases)(
  'a paid prediction that %s is told as perhaps billed, or not',
  (_what, columns, isPerhaps) => {
    const service = 'https://api.replicate.com/v1';
    expect(told(defaultStyleTts2Voice, service, columns)).toEqual({
      perhapsBilled: isPerhaps,
      counted: Number(isPerhaps),
    });
  },
);

test('what never leaves this computer is never billed', () => {
  expect(told(defaultVoice, null, { state: 'failed', sent_at: 'then' })).toEqual({
    perhapsBilled: false,
    counted: 0,
  });
});
