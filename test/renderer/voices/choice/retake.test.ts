import { expect, test } from 'vitest';
import { entries } from '../../../../electron/engines/catalogue.ts';
import { makeClient } from '../../../../electron/contract/client.ts';
import { chunkIdSchema, projectIdSchema, sectionIdSchema } from '../../../../electron/contract/ids.ts';
import { defaultStyleTts2Voice } from '../../../../electron/engines/styletts2/voice.ts';
import { defaultVoice } from '../../../../electron/contract/voice.ts';
import { beginRetake } from '../../../../renderer/narration/begin-retake.ts';
import { canRetake, retakeOffer, type RetakeFacts } from '../../../../renderer/voices/choice/retake.ts';

const facts: RetakeFacts = {
  busy: null,
  price: { cost: 0.0021, observations: 12 },
  maxCost: null,
  failure: null,
};

test('another take tells its price before it is asked for, and when that is a guess', () => {
  expect(retakeOffer(facts)).toEqual({
    possible: true,
    note: 'Spoken anew with another seed, for about $0.0021.',
  });
  const guess = retakeOffer({ ...facts, price: { cost: 0.0021, observations: 0 } });
  expect(guess.note).toContain('about $0.0021 (a guess)');
});

test('it is not offered before its price and the cap are known, nor above the cap, nor while something is spoken', () => {
  expect(retakeOffer({ ...facts, price: undefined }).possible).toBe(false);
  expect(retakeOffer({ ...facts, maxCost: undefined }).possible).toBe(false);
  expect(retakeOffer({ ...facts, maxCost: 0.001 })).toEqual({
    possible: false,
    note: 'It costs about $0.0021, more than the cap of $0.001 allows.',
  });
  expect(retakeOffer({ ...facts, maxCost: 0.0021 }).possible).toBe(true);
  expect(retakeOffer({ ...facts, busy: '“Alice” is being narrated.' })).toEqual({
    possible: false,
    note: '“Alice” is being narrated.',
  });
  expect(retakeOffer({ ...facts, failure: 'The connection was lost.' }).possible).toBe(false);
});

test('only a voice that has a seed can say the same otherwise', () => {
  expect(canRetake(entries, defaultStyleTts2Voice)).toBe(true);
  expect(canRetake(entries, defaultVoice)).toBe(false);
});

const retake = {
  project: projectIdSchema.parse(1),
  chunk: { id: chunkIdSchema.parse(5), section: sectionIdSchema.parse(2), seed: 3 },
  seed: 8,
  maxCost: 0.5,
};

test('it begins under the cap; where it cannot begin, the chunk has the seed again that it had', async () => {
  const asked: [string, unknown][] = [];
  let refuse = false;
  const client = makeClient((name, input) => {
    asked.push([name, input]);
    const problem = {
      code: 'narration-busy',
      message: 'Another book is narrated.',
      action: 'Wait.',
    } as const;
    return Promise.resolve(
      refuse && name === 'narration.start' ? { ok: false, problem } : { ok: true, value: null },
    );
  });
  await beginRetake(client, retake);
  expect(asked).toEqual([
    ['chunks.update', { chunk: 5, seed: 8 }],
    ['narration.start', { project: 1, sections: [2], chunks: [5], maxCost: 0.5 }],
  ]);
  refuse = true;
  await expect(beginRetake(client, retake)).rejects.toMatchObject({ problem: { code: 'narration-busy' } });
  expect(asked.at(-1)).toEqual(['chunks.update', { chunk: 5, seed: 3 }]);
});
