import { expect, test } from 'vitest';
import { detached } from '../../../electron/engines/engine.ts';
import { problemOf } from '../services/replicate/problem-of.ts';
import { serve } from '../services/replicate/tiny-server.ts';
import { engineOnServer } from './engine-on-server.ts';
import type { MemoryLedger } from './memory-ledger.ts';

const slow = { secondsPerCharacter: 10 };
const never = new AbortController().signal;

/** Aborts once the ledger has seen this status. */
function abortAt(ledger: MemoryLedger, entry: string): AbortController {
  const abort = new AbortController();
  const observed = ledger.observed.bind(ledger);
  ledger.observed = (facts) => {
    observed(facts);
    if (facts.status === entry) abort.abort();
  };
  return abort;
}

test('a cancel leaves nothing running there, and how it ended is written down', async () => {
  const { server, speak, ledger, asked } = await engineOnServer(slow);
  const abort = abortAt(ledger, 'processing');
  expect((await problemOf(speak(abort.signal))).problem.code).toBe('cancelled');
  expect(server.running()).toEqual([]);
  expect(ledger.entries.at(-1)).toBe('canceled');
  expect(ledger.facts.at(-1)?.predictTime).not.toBeNull();
  expect(asked().filter((one) => one.endsWith('/cancel'))).toHaveLength(1);
});

test('what succeeded before it could be cancelled is kept: it was paid', async () => {
  const { server, speak, ledger } = await engineOnServer(slow);
  server.faults.next('outrun-cancel');
  const speech = await speak(abortAt(ledger, 'processing').signal);
  expect((await speech.audio(never)).length).toBeGreaterThan(0);
  expect(ledger.entries.at(-1)).toBe('succeeded');
});

test('a cancel while the create is out waits for its answer, so that it can be cancelled there', async () => {
  const { server, speak, ledger } = await engineOnServer(slow);
  server.faults.next('delay', { seconds: 0.1 });
  const abort = new AbortController();
  ledger.onSending = () => {
    setTimeout(() => {
      abort.abort();
    }, 20);
  };
  expect((await problemOf(speak(abort.signal))).problem.code).toBe('cancelled');
  expect(server.stats.creates).toBe(1);
  expect(server.running()).toEqual([]);
  expect(ledger.entries).not.toContain('lost');
  expect(ledger.entries.at(-1)).toBe('canceled');
});

test('a cancel while the answer is lost takes a last look, and cancels what it finds', async () => {
  const { server, speak, ledger } = await engineOnServer(slow);
  const abort = new AbortController();
  ledger.onSending = () => {
    abort.abort();
  };
  server.faults.next('drop-after-accept');
  expect((await problemOf(speak(abort.signal))).problem.code).toBe('cancelled');
  expect(server.running()).toEqual([]);
  expect(ledger.entries.at(-1)).toBe('canceled');
});

test('a cancel while it is looked for in vain leaves the ledger open', async () => {
  const { server, speak, ledger, creates } = await engineOnServer(slow);
  const abort = new AbortController();
  ledger.onSending = () => {
    abort.abort();
  };
  server.faults.next('drop-after-accept');
  server.faults.next('hidden', { lists: 5 });
  expect((await problemOf(speak(abort.signal))).problem.code).toBe('cancelled');
  expect(creates()).toBe(1);
  expect(ledger).toMatchObject({ remoteId: null, entries: ['sending', 'lost'] });
  expect(ledger.sentAt).not.toBeNull();
});

test('a cancel gets through a network that drops it and errors', async () => {
  const { server, speak, ledger } = await engineOnServer(slow);
  server.faults.next('drop-before-accept', { endpoint: 'cancel' });
  server.faults.next('server-error', { endpoint: 'cancel' });
  server.faults.next('drop-after-accept', { endpoint: 'cancel' });
  expect((await problemOf(speak(abortAt(ledger, 'processing').signal))).problem.code).toBe('cancelled');
  expect(server.running()).toEqual([]);
});

test('a cancel ends within its time when the service is gone', async () => {
  const { server, speak, ledger } = await engineOnServer(slow);
  server.faults.next('server-error', { endpoint: 'cancel', times: Infinity });
  const abort = abortAt(ledger, 'processing');
  abort.signal.addEventListener('abort', () => {
    server.faults.next('server-error', { endpoint: 'get', times: Infinity });
  });
  expect((await problemOf(speak(abort.signal))).problem.code).toBe('cancelled');
  expect(ledger.entries.at(-1)).toBe('processing');
});

test('nothing is sent for what was cancelled before', async () => {
  const { server, speak, ledger } = await engineOnServer();
  expect((await problemOf(speak(AbortSignal.abort()))).problem.code).toBe('cancelled');
  expect(server.requests).toEqual([]);
  expect(ledger.entries).toEqual([]);
});

test('who only stops waiting leaves the prediction alone', async () => {
  const { server, speak, ledger, asked } = await engineOnServer(slow);
  const abort = new AbortController();
  const observed = ledger.observed.bind(ledger);
  ledger.observed = (facts) => {
    observed(facts);
    abort.abort(detached);
  };
  expect((await problemOf(speak(abort.signal))).problem.code).toBe('cancelled');
  expect(server.running()).toEqual([ledger.remoteId]);
  expect(asked()).toEqual(['POST /v1/predictions']);
});

test('who stops waiting while a create is out waits a moment for its answer, not for ever', async () => {
  const abort = new AbortController();
  const apiUrl = await serve(() => {
    abort.abort(detached);
  });
  const { speak, ledger, slept } = await engineOnServer(
    {},
    { connection: () => ({ apiUrl, token: 't', webhook: null }) },
  );
  expect((await problemOf(speak(abort.signal))).problem.code).toBe('cancelled');
  expect(ledger.entries).toEqual(['sending', 'lost']);
  expect(slept).toEqual([3]);
});
