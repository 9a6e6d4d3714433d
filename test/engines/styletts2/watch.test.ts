import { expect, test } from 'vitest';
import { detached } from '../../../electron/engines/engine.ts';
import { problemOf } from '../services/replicate/problem-of.ts';
import { engineOnServer } from './engine-on-server.ts';
import { MemoryLedger } from './memory-ledger.ts';

const never = new AbortController().signal;

test('trouble while it looks loses nothing: it goes on looking at the same prediction', async () => {
  const { server, speak, creates } = await engineOnServer({ setupSeconds: 0.01 });
  for (const fault of [
    'server-error',
    'drop-before-accept',
    'service-unavailable',
    'rate-limited',
    'garbage',
  ] as const) {
    server.faults.next(fault, { endpoint: 'get', retryAfter: 5 });
  }
  await (await speak()).audio(never);
  expect(creates()).toBe(1);
});

test('waits as long as the service asks for between looks', async () => {
  const { server, speak, slept } = await engineOnServer({ setupSeconds: 0.01 });
  server.faults.next('rate-limited', { endpoint: 'get', retryAfter: 17 });
  await speak();
  expect(slept).toContain(17);
});

test('after two minutes of trouble the queue waits; the prediction stays open and is gone on with', async () => {
  const { server, speak, creates, ledger, slept } = await engineOnServer();
  server.faults.next('server-error', { endpoint: 'get', times: Infinity });
  expect((await problemOf(speak())).problem.code).toBe('service-unavailable');
  const waited = slept.reduce((sum, seconds) => sum + seconds, 0);
  expect(waited).toBeGreaterThan(90);
  expect(waited).toBeLessThan(125);
  expect(ledger.remoteId).not.toBeNull();
  server.faults.clear();
  await speak();
  expect(creates()).toBe(1);
});

test('a token that is taken back while it looks stops at once; the prediction stays open', async () => {
  const { server, speak, ledger, asked } = await engineOnServer();
  server.faults.next('token-refused', { endpoint: 'get' });
  expect((await problemOf(speak())).problem.code).toBe('token-refused');
  expect(asked()).toHaveLength(2);
  expect(ledger.entries).not.toContain('refused');
});

test('writes a change of status once, however often it looks', async () => {
  const { speak, ledger, asked } = await engineOnServer({ setupSeconds: 0.05, secondsPerCharacter: 0.002 });
  await speak();
  expect(asked().length).toBeGreaterThan(5);
  expect(ledger.entries).toEqual(['sending', 'starting', 'processing', 'succeeded']);
});

test('a prediction that Replicate no longer knows has no audio any more', async () => {
  const { speak, ledger } = await engineOnServer();
  ledger.sentAt = new Date(Date.now() - 60_000).toISOString();
  ledger.remoteId = 'nosuchprediction';
  expect((await problemOf(speak())).problem.code).toBe('audio-expired');
});

test('one that is stuck past the time after which Replicate gives up is cancelled, not waited for for ever', async () => {
  const { server, speak, ledger, creates } = await engineOnServer();
  server.faults.next('stuck');
  const closing = new AbortController();
  ledger.onSending = () => {
    closing.abort(detached);
  };
  await problemOf(speak(closing.signal));
  ledger.sentAt = new Date(Date.now() - 17 * 60_000).toISOString();
  const { problem } = await problemOf(speak());
  expect(problem).toMatchObject({ code: 'prediction-failed' });
  expect(server.running()).toEqual([]);
  expect(ledger.entries.at(-1)).toBe('canceled');
  expect(creates()).toBe(1);
});

test.each([
  ['failed', { error: 'CUDA out of memory' }, 'prediction-failed', 'CUDA out of memory'],
  [
    'failed',
    {
      error:
        'The expanded size of the tensor (531) must match the existing size (512) at non-singleton dimension 1.',
    },
    'text-too-long',
    '531',
  ],
  ['failed', { error: 'could not read data:audio/wav;base64,UklGRgAAAA' }, 'prediction-failed', 'data:…'],
  ['aborted', {}, 'prediction-failed', 'given up'],
  ['output-expired', {}, 'audio-expired', 'removed'],
] as const)('%s %j is %s', async (fault, options, code, words) => {
  const { server, speak, ledger } = await engineOnServer();
  server.faults.next(fault, options);
  const { problem } = await problemOf(speak());
  expect(problem.code).toBe(code);
  expect(problem.message).toContain(words);
  expect(JSON.stringify(ledger.facts)).not.toContain('UklGR');
});

test('one that somebody else cancelled says so', async () => {
  const { server, speak, ledger } = await engineOnServer({ secondsPerCharacter: 10 });
  const observed = ledger.observed.bind(ledger);
  ledger.observed = (facts) => {
    observed(facts);
    if (facts.status !== 'processing') return;
    const headers = { Authorization: `Bearer ${server.token}` };
    void fetch(`${server.url}/predictions/${facts.id}/cancel`, { method: 'POST', headers });
  };
  const { problem } = await problemOf(speak());
  expect(problem).toMatchObject({ code: 'prediction-failed' });
  expect(problem.message).toContain('cancelled on Replicate');
});

test('audio that was not fetched within the hour is named as expired', async () => {
  const { server, speak } = await engineOnServer();
  const speech = await speak();
  await server.advance(3700);
  expect((await problemOf(speech.audio(never))).problem.code).toBe('audio-expired');
});

test('a broken download is fetched again, not paid again', async () => {
  for (const fault of [
    'truncated-audio',
    'html-audio',
    'wrong-length',
    'empty-audio',
    'url-expired',
  ] as const) {
    const { server, speak, ledger, creates } = await engineOnServer();
    server.faults.next(fault);
    await (await speak()).audio(never);
    // As after a kill: the same prediction again, from its id alone.
    const again = new MemoryLedger();
    again.remoteId = ledger.remoteId;
    await (await speak(never, again)).audio(never);
    expect(creates(), fault).toBe(1);
  }
});
