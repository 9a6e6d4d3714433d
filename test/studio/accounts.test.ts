import { expect, test } from 'vitest';
import { describeEngine } from '../../electron/contract/engine-entry.ts';
import { LecternError } from '../../electron/contract/problem.ts';
import type { AccountPrediction, Engine } from '../../electron/engines/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestStudio } from '../support/test-studio.ts';
import { ToneEngine } from '../support/tone-engine.ts';

const service = 'http://127.0.0.1:9/v1';
const book = '# The Ferry\n\nThe ferry left at six.\n';

/** An engine of an account at that service that refuses all it is sent; its model’s words for the text are `input`. */
function lister(id: string, input: string, listed: AccountPrediction[], cancelled: string[]): Engine {
  const find = (remoteId: string): AccountPrediction => {
    const found = listed.find((one) => one.id === remoteId);
    if (found === undefined) throw new LecternError('not-found', 'No such prediction.', 'Look again.');
    return found;
  };
  const price = { by: 'a service', per: 'second-of-work', words: 'little' } as const;
  return {
    entry: describeEngine({ id, name: id, hint: '', price }),
    revision: `${id}-1`,
    maker: () => `${id}-1`,
    service: () => service,
    jobs: {
      cancel: (remoteId) => {
        cancelled.push(`${id} ${remoteId}`);
        return Promise.resolve(find(remoteId));
      },
      findLost: () => Promise.resolve(null),
      afterGivingUp: 'Look there.',
    },
    account: {
      check: () => Promise.reject(new LecternError('token-missing', `No token, says ${id}.`, 'Give one.')),
      list: () => Promise.resolve({ predictions: listed, next: null }),
      get: (remoteId) => Promise.resolve(find(remoteId)),
      textOf: ({ input: sent }) => (typeof sent?.[input] === 'string' ? sent[input] : null),
      isOf: ({ input: theirs }, { input: ours }) => theirs?.[input] === ours[input],
    },
    prepare: ({ text }) => ({ input: { [input]: text }, maker: `${id}-1`, spokenText: text, notes: [] }),
    speak: () => Promise.reject(new LecternError('prediction-failed', 'It failed.', 'Try again.')),
    close: () => Promise.resolve(),
  };
}

function remote(id: string, input: AccountPrediction['input']): AccountPrediction {
  const times = { createdAt: '2026-11-01T00:00:00Z', startedAt: null, completedAt: null };
  return {
    ...{ id, input, status: 'succeeded', version: null, dataRemoved: false, logs: null, error: null },
    ...{ ...times, predictTime: 1, totalTime: 1 },
  };
}

test('a second model at one service needs no other file: its lost predictions are found by its engine alone', async () => {
  const listed = [remote('mine', { say: 'The ferry left at six.' }), remote('alien', { prompt: 'a cat' })];
  const cancelled: string[] = [];
  const engines = [lister('first', 'text', listed, cancelled), lister('second', 'say', listed, cancelled)];
  const opened = await openTestStudio(temporaryFolder(), new ToneEngine(), engines);
  const { client } = opened;
  const { project } = await opened.import(book);
  await client.call('projects.update', { project: project.id, voice: { engine: 'second' } });
  const end = await opened.narrate(project);
  expect(end.failed).toBeGreaterThan(0);
  const { predictions } = await client.call('predictions.remote', { cursor: null });
  expect(predictions).toMatchObject([
    { remoteId: 'mine', text: 'The ferry left at six.', adoptableBy: { project: 'The Ferry' } },
    { remoteId: 'alien', text: null, adoptableBy: null },
  ]);
  // What the first engine asked for would have had other words.
  await client.call('projects.update', { project: project.id, voice: { engine: 'first' } });
  listed[0] = remote('mine', { text: 'The ferry left at six.' });
  const again = await client.call('predictions.remote', { cursor: null });
  expect(again.predictions[0]).toMatchObject({ text: 'The ferry left at six.', adoptableBy: null });
});

test('the account that is checked is the named engine’s, else the first that has one', async () => {
  const engines = [lister('first', 'text', [], []), lister('second', 'say', [], [])];
  const { client } = await openTestStudio(temporaryFolder(), new ToneEngine(), engines);
  await expect(client.call('replicate.check', {})).rejects.toMatchObject({
    problem: { message: 'No token, says first.' },
  });
  await expect(client.call('replicate.check', { engine: 'second' })).rejects.toMatchObject({
    problem: { message: 'No token, says second.' },
  });
  await expect(client.call('replicate.check', { engine: 'draft' })).rejects.toMatchObject({
    problem: { code: 'not-found' },
  });
});
