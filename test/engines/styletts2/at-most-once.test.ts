import { expect, test } from 'vitest';
import { defaultPatience } from '../../../electron/engines/services/replicate/patience.ts';
import { modelVersion } from '../../replicate-server/model.ts';
import { problemOf } from '../services/replicate/problem-of.ts';
import { deadOrigin } from '../services/replicate/tiny-server.ts';
import { engineOnServer } from './engine-on-server.ts';
import { MemoryLedger } from './memory-ledger.ts';

const never = new AbortController().signal;

test('speaks: one create, looks until it has ended, the audio once, and no token where the audio is', async () => {
  const { server, speak, creates, ledger } = await engineOnServer({ setupSeconds: 0.02 });
  const speech = await speak();
  const audio = await speech.audio(never);
  expect(Buffer.from(audio.subarray(0, 4)).toString()).toBe('RIFF');
  expect(speech.facts.predictTime).toBeGreaterThanOrEqual(0);
  expect(creates()).toBe(1);
  expect(ledger.entries[0]).toBe('sending');
  expect(ledger.entries.at(-1)).toBe('succeeded');
  expect(ledger.facts.at(-1)?.predictTime).toBe(speech.facts.predictTime);
  expect(server.leaks).toEqual([]);
  expect(server.stats.downloads).toEqual({ complete: 1, broken: 0 });
});

test.each(['drop-after-accept', 'server-error-after-accept', 'lost-id', 'garbage'] as const)(
  'adopts what was accepted although the answer was lost: %s',
  async (fault) => {
    const { server, speak, creates, ledger } = await engineOnServer();
    server.faults.next(fault);
    await (await speak()).audio(never);
    expect(creates()).toBe(1);
    expect(ledger.entries.slice(0, 2)).toEqual(['sending', 'lost']);
    expect(ledger.remoteId).toBe(server.predictions[0]?.id);
  },
);

test.each(['drop-before-accept', 'server-error'] as const)(
  'makes it anew only after two minutes of empty lists, when it was not accepted: %s',
  async (fault) => {
    const { server, speak, asked, creates, slept, ledger } = await engineOnServer();
    server.faults.next(fault);
    await speak();
    const { looks } = defaultPatience;
    expect(asked().slice(0, looks.length + 2)).toEqual([
      'POST /v1/predictions',
      ...looks.map(() => 'GET /v1/predictions'),
      'POST /v1/predictions',
    ]);
    expect(slept.slice(0, looks.length - 1)).toEqual(looks.slice(1));
    expect(looks.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(120);
    expect(creates()).toBe(2);
    expect(server.stats.creates).toBe(1);
    expect(ledger.entries.slice(0, 3)).toEqual(['sending', 'lost', 'absent']);
  },
);

test('finds one that takes a moment to be listed', async () => {
  const { server, speak, creates } = await engineOnServer();
  server.faults.next('drop-after-accept');
  server.faults.next('hidden', { lists: 2 });
  await speak();
  expect(creates()).toBe(1);
});

test('a service that never answers is asked twice, then waited for; the ledger stays open', async () => {
  const { server, speak, creates, ledger } = await engineOnServer();
  server.faults.next('server-error', { times: Infinity });
  expect((await problemOf(speak())).problem.code).toBe('service-unavailable');
  expect(creates()).toBe(2);
  expect(ledger.sentAt).not.toBeNull();
  expect(ledger.entries).toEqual(['sending', 'lost', 'absent', 'sending', 'lost']);
});

test('leaves an equal prediction to whom it belongs, and takes its own', async () => {
  const { server, speak, ledger } = await engineOnServer();
  const other = new MemoryLedger();
  await speak(never, other);
  ledger.taken.add(`${server.url} ${other.remoteId}`);
  server.faults.next('drop-after-accept');
  await speak();
  expect(server.stats.creates).toBe(2);
  expect(ledger.remoteId).toBe(server.predictions[1]?.id);
});

test('takes no prediction with another input for its own', async () => {
  const { server, speak, ledger, prepared } = await engineOnServer();
  const headers = { Authorization: `Bearer ${server.token}` };
  for (const other of [{ text: 'A lamp.' }, { seed: 7 }, { reference: 'https://example.org/voice.wav' }]) {
    const body = JSON.stringify({ version: modelVersion, input: { ...prepared.input, ...other } });
    await fetch(`${server.url}/predictions`, { method: 'POST', headers, body });
  }
  server.faults.next('drop-before-accept');
  await speak();
  expect(server.predictions).toHaveLength(4);
  expect(ledger.remoteId).toBe(server.predictions.at(-1)?.id);
});

test('after a restart, goes on with a known id by looking, never by asking again', async () => {
  const { server, speak, ledger, creates } = await engineOnServer({ secondsPerCharacter: 1 });
  const detach = new AbortController();
  setTimeout(() => {
    detach.abort('detached');
  }, 30);
  expect((await problemOf(speak(detach.signal))).problem.code).toBe('cancelled');
  expect(server.running()).toEqual([ledger.remoteId]);

  await server.advance(100);
  const again = new MemoryLedger();
  again.sentAt = ledger.sentAt;
  again.remoteId = ledger.remoteId;
  await (await speak(never, again)).audio(never);
  expect(creates()).toBe(1);
  expect(again.entries).toEqual(['succeeded']);
});

test('after a restart in the middle of a create, looks for it before anything else', async () => {
  const { server, speak, asked, ledger } = await engineOnServer();
  const first = new MemoryLedger();
  await speak(never, first);
  ledger.sentAt = first.sentAt;
  const before = asked().length;
  await speak();
  expect(asked()[before]).toBe('GET /v1/predictions');
  expect(ledger.remoteId).toBe(first.remoteId);
  expect(server.stats.creates).toBe(1);
});

test('past the hour, asks the person when a prediction of that time may have been it', async () => {
  const { server, speak, ledger } = await engineOnServer();
  const first = new MemoryLedger();
  await speak(never, first);
  ledger.sentAt = first.sentAt;
  await server.advance(3700);
  expect((await problemOf(speak())).problem.code).toBe('prediction-unknown');
  expect(ledger.entries).toEqual([]);
  expect(server.stats.creates).toBe(1);
});

test('past the hour, speaks anew when none of that time is left over', async () => {
  const { server, speak, ledger } = await engineOnServer();
  const first = new MemoryLedger();
  await speak(never, first);
  ledger.taken.add(`${server.url} ${first.remoteId}`);
  ledger.sentAt = first.sentAt;
  await server.advance(3700);
  await speak();
  expect(server.stats.creates).toBe(2);
});

test('finds what was lost although the clock of this computer is three hours ahead', async () => {
  const { server, speak, ledger } = await engineOnServer({}, { now: () => Date.now() + 3 * 3_600_000 });
  ledger.onSending = () => {
    ledger.sentAt = new Date(Date.now() + 3 * 3_600_000).toISOString();
  };
  server.faults.next('drop-after-accept');
  await speak();
  expect(server.stats.creates).toBe(1);
});

test.each([
  ['rate-limited', 'rate-limited'],
  ['credit-needed', 'credit-needed'],
  ['token-refused', 'token-refused'],
] as const)('%s made nothing: the ledger is closed, and the queue is told', async (fault, code) => {
  const { server, speak, creates, ledger } = await engineOnServer();
  server.faults.next(fault, { retryAfter: 3 });
  const { problem } = await problemOf(speak());
  expect(problem.code).toBe(code);
  if (code === 'rate-limited') expect(problem.retryAfter).toBe(3);
  expect(creates()).toBe(1);
  expect(ledger.entries).toEqual(['sending', 'refused']);
});

test('a refused input names what was refused', async () => {
  const { speak, ledger } = await engineOnServer({}, { voice: { alpha: 3 } });
  const { problem } = await problemOf(speak());
  expect(problem).toMatchObject({ code: 'input-refused' });
  expect(problem.message).toContain('alpha');
  expect(ledger.entries).toEqual(['sending', 'refused']);
});

test('without a network nothing is sent, and nothing stays open', async () => {
  const apiUrl = await deadOrigin();
  const { speak, ledger } = await engineOnServer(
    {},
    { connection: () => ({ apiUrl, token: 't', webhook: null }) },
  );
  expect((await problemOf(speak())).problem.code).toBe('service-unavailable');
  expect(ledger.entries).toEqual(['sending', 'refused']);
});

test('without a token nothing is even prepared to be sent', async () => {
  const connection = () => ({
    apiUrl: 'https://api.replicate.com/v1',
    token: null,
    why: 'It is sealed.',
    webhook: null,
  });
  const { speak, ledger } = await engineOnServer({}, { connection });
  const { problem } = await problemOf(speak());
  expect(problem.code).toBe('token-missing');
  expect(problem.message).toContain('It is sealed.');
  expect(ledger.entries).toEqual([]);
});
