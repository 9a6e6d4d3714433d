import { expect, test } from 'vitest';
import {
  describePrediction,
  describePredictions,
  showable,
} from '../../../electron/hosts/cli/describe-predictions.ts';
import { predictionSchema } from '../../../electron/contract/prediction.ts';
import { defaultStyleTts2Voice } from '../../../electron/engines/styletts2/voice.ts';

const spoken = predictionSchema.parse({
  id: 12,
  kind: 'chunk',
  engine: 'styletts2',
  state: 'succeeded',
  remoteId: 'abc123',
  remoteStatus: 'succeeded',
  project: { id: 1, title: 'The Lamp' },
  section: { id: 2, title: 'The First Night, in Which a Lamp Is Lit' },
  chunk: 3,
  take: 4,
  text: 'The lamp was lit\nat dusk.\u001b[31m',
  voice: defaultStyleTts2Voice,
  input: {
    text: 'The lamp was lit at dusk.',
    reference: `data:audio/wav;base64,${'A'.repeat(300_000)}`,
    seed: 0,
  },
  notes: ['“☂” was left out.'],
  createdAt: '2026-11-23T21:00:00.000Z',
  startedAt: null,
  endedAt: '2026-11-23T21:00:09.000Z',
  predictTime: 4.25,
  totalTime: 8.5,
  cost: 0.000956,
  paid: true,
  perhapsBilled: false,
  logs: 'Loading\nDone\n',
  problem: null,
});
const failed = predictionSchema.parse({
  ...spoken,
  ...{ id: 9, kind: 'try', state: 'failed', section: null, project: null, take: null },
  ...{ predictTime: null, cost: null, perhapsBilled: true },
  problem: { code: 'prediction-failed', message: 'The model failed: NaN.', action: 'Try another seed.' },
});

test('the table has a line for each, in columns, and what all came to', () => {
  const table = describePredictions([spoken, failed], {
    ...{ count: 2, predictTime: 4.25, cost: 0.000956 },
    perhapsBilled: 1,
  });
  expect(table).toBe(
    [
      'id  state      chapter                   time   cost     text',
      '12  succeeded  The First Night, in Whi…  4.3 s  $0.0010  The lamp was lit at dusk.\uFFFD[31m',
      '9   failed     (a try)                   –      perhaps  The lamp was lit at dusk.\uFFFD[31m',
      '',
      '2 predictions, 4.3 s, $0.0010, and 1 perhaps billed.',
    ].join('\n'),
  );
  expect(describePredictions([], { count: 0, predictTime: 0, cost: 0, perhapsBilled: 0 })).toBe(
    '0 predictions, 0.0 s, $0.00.',
  );
});

test('one is told with all that is known of it, and without its audio data', () => {
  const page = describePrediction(spoken);
  for (const fact of [
    /^for +The Lamp, The First Night, in Which a Lamp Is Lit$/m,
    /^at Replicate +abc123 \(succeeded\)$/m,
    /^cost +\$0\.0010$/m,
    /^left out +“☂” was left out\.$/m,
    /"seed": 0/,
    /^logs:\nLoading\nDone$/m,
  ]) {
    expect(page).toMatch(fact);
  }
  expect(describePrediction(failed)).toMatch(/^billed +perhaps/m);
  expect(page).not.toMatch(/^started|^billed|^problem|AAAA|\u001b/m);
  expect(page).toContain('(300,022 characters of data)');
  expect(describePrediction(failed)).toMatch(/^problem +The model failed: NaN\. Try another seed\.$/m);
  expect(JSON.stringify(showable(spoken)).length).toBeLessThan(3000);
});
