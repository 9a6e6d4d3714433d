import { describe, expect, test } from 'vitest';
import type { FaultName, FaultOptions } from '../../replicate-server/faults.ts';
import { problemOf } from '../services/replicate/problem-of.ts';
import { engineOnServer } from './engine-on-server.ts';
import { MemoryLedger } from './memory-ledger.ts';

const never = new AbortController().signal;

/** A ledger of one that was sent, and whose answer was lost, by a process that has ended since. */
function sentBefore(ledger: MemoryLedger): MemoryLedger {
  const again = new MemoryLedger();
  again.sentAt = ledger.sentAt;
  again.sentThere = ledger.sentThere;
  return again;
}

describe('a prediction that was sent without an answer is found', () => {
  const lists: readonly (readonly [string, FaultName, FaultOptions])[] = [
    ['is late by a minute', 'hidden', { forSeconds: 60, endpoint: 'create' }],
    ['is out of order', 'list-unordered', { times: Infinity }],
    ['lacks it for a while', 'list-lacks', { times: 4 }],
    ['repeats what it shows', 'list-repeats', { times: Infinity }],
    ['gives numbers as strings', 'list-number-strings', { times: Infinity }],
    ['leaves the inputs out', 'list-without-inputs', { times: Infinity }],
    ['has null for inputs', 'list-null-inputs', { times: Infinity }],
    ['has times some hours behind', 'list-created-off', { times: Infinity, hours: -5 }],
    ['has times some hours ahead', 'list-created-off', { times: Infinity, hours: 5 }],
  ];

  test.each(lists)('in a list that %s', async (_what, fault, options) => {
    const { server, speak, creates, ledger, clock } = await engineOnServer({ pageLength: 3 });
    // Others of the account before it, on further pages.
    for (const seed of [1, 2, 3, 4, 5]) await speak(never, new MemoryLedger(), { seed });
    const before = creates();
    clock.onSleep = (seconds) => server.advance(seconds);
    server.faults.next(fault, options);
    server.faults.next('drop-after-accept');
    await (await speak()).audio(never);
    expect(creates()).toBe(before + 1);
    expect(ledger.entries).not.toContain('absent');
    expect(server.stats.creates).toBe(before + 1);
  });

  test.each([-5, 5])('by a service whose clock is %i hours off, also after a restart', async (hours) => {
    const { server, speak, creates, ledger } = await engineOnServer({ clockAhead: hours * 3600 });
    await speak(never, new MemoryLedger(), { seed: 1 });
    server.faults.next('drop-after-accept');
    server.faults.next('server-error', { endpoint: 'list' });
    await problemOf(speak());
    await (await speak(never, sentBefore(ledger))).audio(never);
    expect(creates()).toBe(2);
  });

  test('by a service that makes all its predictions hours in the past', async () => {
    const { server, speak, creates } = await engineOnServer();
    server.faults.next('created-off', { hours: -6, times: Infinity });
    server.faults.next('drop-after-accept');
    await (await speak()).audio(never);
    expect(creates()).toBe(1);
  });

  test('in a list that is out of order and whose times are hours behind, on a late page', async () => {
    const { server, speak, creates } = await engineOnServer({ pageLength: 1 });
    for (const seed of [1, 2, 3, 4, 5]) await speak(never, new MemoryLedger(), { seed });
    server.faults.next('list-unordered', { times: Infinity });
    server.faults.next('list-created-off', { times: Infinity, hours: -5 });
    server.faults.next('drop-after-accept');
    await (await speak()).audio(never);
    expect(creates()).toBe(6);
  });

  test('without reading an account’s whole list: back to what was known before', async () => {
    const { server, speak, asked, ledger } = await engineOnServer({ pageLength: 2 });
    for (let seed = 1; seed <= 12; seed++) {
      const earlier = new MemoryLedger();
      await speak(never, earlier, { seed });
      ledger.knownBefore = earlier.remoteId;
      ledger.taken.add(`${server.url} ${earlier.remoteId}`);
    }
    server.faults.next('drop-before-accept');
    const before = asked().length;
    await speak();
    const lists = asked()
      .slice(before)
      .filter((one) => one === 'GET /v1/predictions');
    // Seven looks, of the page with what was known and the one behind it.
    expect(lists).toHaveLength(14);
  });
});

test('while it is looked for, that is said, and cancelling ends it at once', async () => {
  const { server, speak, ledger, creates, clock } = await engineOnServer();
  server.faults.next('drop-before-accept');
  const cancel = new AbortController();
  clock.onSleep = (seconds) => {
    if (seconds >= 20) cancel.abort();
    return Promise.resolve();
  };
  const started = performance.now();
  expect((await problemOf(speak(cancel.signal))).problem.code).toBe('cancelled');
  expect(performance.now() - started).toBeLessThan(5000);
  expect(ledger.waits.join()).toContain('looks for it');
  expect(creates()).toBe(1);
});

test('a list that cannot tell asks a person instead of paying again', async () => {
  const { server, speak, creates } = await engineOnServer();
  server.faults.next('list-null-inputs', { times: Infinity });
  server.faults.next('drop-after-accept');
  // Nor does the prediction itself say what was asked of it.
  server.faults.next('garbage', { endpoint: 'get', times: Infinity });
  const { problem } = await problemOf(speak());
  expect(['prediction-unknown', 'service-unavailable']).toContain(problem.code);
  expect(creates()).toBe(1);
});

describe('“not found” is not believed of a moment', () => {
  test.each(['not-found', 'not-found-page'] as const)(
    '%s to one look, long after it was sent, costs nothing',
    async (fault) => {
      const { server, speak, creates, ledger } = await engineOnServer();
      await speak();
      const again = sentBefore(ledger);
      again.remoteId = ledger.remoteId;
      again.sentAt = new Date(Date.now() - 22_000).toISOString();
      server.faults.next(fault, { times: 3 });
      await (await speak(never, again)).audio(never);
      expect(creates()).toBe(1);
      expect(again.waits.join()).toContain('does not know prediction');
    },
  );

  test('for minutes, and with the service there, it is: the audio is gone', async () => {
    const { server, speak, ledger, slept } = await engineOnServer();
    await speak();
    const again = sentBefore(ledger);
    again.remoteId = ledger.remoteId;
    server.faults.next('not-found', { times: Infinity });
    const before = slept.length;
    expect((await problemOf(speak(never, again))).problem.code).toBe('audio-expired');
    expect(slept.slice(before).reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(120);
  });

  test('for minutes, with nothing of the service there, the address is wrong, and nothing is given up', async () => {
    const { server, speak, ledger } = await engineOnServer();
    await speak();
    const again = sentBefore(ledger);
    again.remoteId = ledger.remoteId;
    const fault = server.faults.next('another-program', { times: Infinity });
    const { problem } = await problemOf(speak(never, again));
    expect(problem.code).toBe('address-wrong');
    expect(problem.message).not.toContain('account');
    expect(again.entries).toEqual([]);
    expect(fault.acted).toBeGreaterThan(5);
  });
});

test('“not found” to another account’s token is no end of a prediction', async () => {
  const otherToken = 'r8_of_somebody_else';
  const { server, speak, ledger, creates } = await engineOnServer({ otherToken });
  const before = new MemoryLedger();
  await speak(never, before, { seed: 1 });
  await speak();
  const again = sentBefore(ledger);
  again.remoteId = ledger.remoteId;
  again.knownBefore = before.remoteId;
  const stranger = await engineOnServer(
    {},
    { connection: () => ({ apiUrl: server.url, token: otherToken, webhook: null }) },
  );
  const { problem } = await problemOf(stranger.speak(never, again));
  expect(problem.code).toBe('token-refused');
  expect(problem.message).toContain('another account’s');
  await (await speak(never, again)).audio(never);
  expect(creates()).toBe(2);
});

describe('an address at which nothing of the service is', () => {
  test('is said, and what is asked there is known to have made nothing', async () => {
    const wrong = await engineOnServer();
    const { server } = wrong;
    const apiUrl = new URL(server.url).origin;
    const { speak, ledger } = await engineOnServer(
      {},
      { connection: () => ({ apiUrl, token: server.token, webhook: null }) },
    );
    expect((await problemOf(speak())).problem.code).toBe('address-wrong');
    expect(ledger.entries).toEqual(['sending', 'refused']);
    expect(server.stats.creates).toBe(0);
  });

  test('a “not found” to a create from a service that is there is looked into, not believed', async () => {
    const { server, speak, ledger } = await engineOnServer();
    server.faults.next('not-found-page', { endpoint: 'create' });
    await (await speak()).audio(never);
    expect(ledger.entries.slice(0, 2)).toEqual(['sending', 'lost']);
    expect(server.stats.creates).toBe(1);
  });
});

describe('after an older copy of the library was put back', () => {
  test('what the account made since is taken instead of asked for', async () => {
    const { server, speak, creates } = await engineOnServer();
    await speak(never, new MemoryLedger());
    const forgetful = new MemoryLedger();
    forgetful.forgottenSince = new Date(Date.now() - 60_000).toISOString();
    await (await speak(never, forgetful)).audio(never);
    expect(creates()).toBe(1);
    expect(forgetful.remoteId).toBe(server.predictions[0]?.id);
  });

  test('what failed there is asked for, and so is what it never made', async () => {
    const { server, speak, creates } = await engineOnServer();
    server.faults.next('failed');
    await problemOf(speak(never, new MemoryLedger()));
    const forgetful = new MemoryLedger();
    forgetful.forgottenSince = new Date(Date.now() - 60_000).toISOString();
    await (await speak(never, forgetful)).audio(never);
    expect(creates()).toBe(2);
  });
});

test('another version of the model is asked by its own id, and found by it', async () => {
  const modelVersion = 'ab'.repeat(32);
  const { server, speak, ledger } = await engineOnServer({}, { voice: { modelVersion } });
  server.faults.next('drop-after-accept');
  await (await speak()).audio(never);
  expect(server.predictions.map(({ request }) => request.version)).toEqual([modelVersion]);
  expect(ledger.remoteId).toBe(server.predictions[0]?.id);
});

test('a stream is asked for where the connection says so', async () => {
  const { server, speak } = await engineOnServer();
  await speak();
  const streaming = await engineOnServer(
    {},
    { connection: () => ({ apiUrl: server.url, token: server.token, webhook: null, stream: true }) },
  );
  await streaming.speak(never, new MemoryLedger(), { seed: 5 });
  expect(server.predictions.map(({ request }) => request.stream)).toEqual([false, true]);
});
