import { getEventListeners } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { WorkerClient } from '../../electron/base/port.ts';
import type { WaitingCalls } from '../support/waiting-worker.ts';

const entry = new URL('../support/waiting-worker.ts', import.meta.url);

/** Room for every call of these tests. */
const limits = { seconds: 60, megabytes: 1024 };

/** A client, and the threads that it has started. */
function setUp() {
  const client = new WorkerClient<WaitingCalls>(entry, limits);
  const threads: Worker[] = [];
  const note = (thread: Worker): void => {
    threads.push(thread);
  };
  process.on('worker', note);
  onTestFinished(async () => {
    process.off('worker', note);
    await client.close();
  });
  return { client, threads };
}

const names = ['message', 'error', 'exit'];
const listeners = (thread: Worker | undefined): number =>
  names.reduce((sum, name) => sum + (thread?.listenerCount(name) ?? 0), 0);
const intervals = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;

test('a call that has ended leaves no listener on its signal, however many there were', async () => {
  const { client } = setUp();
  const { signal } = new AbortController();
  for (const word of ['one', 'two', 'three']) {
    expect(await client.call('echo', word, { signal })).toBe(word);
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('after its close nothing listens to the thread or to a signal, and nothing looks at the thread', async () => {
  const { client, threads } = setUp();
  const before = intervals();
  const { signal } = new AbortController();
  const waiting = client.call('wait', null, { signal });
  const refused = expect(waiting).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  await expect.poll(() => threads.length).toBe(1);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  expect(listeners(threads[0])).toBeGreaterThanOrEqual(3);
  await client.close();
  await refused;
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  expect(listeners(threads[0])).toBe(0);
  expect(intervals()).toBeLessThanOrEqual(before);
});

test('a call that is given up leaves its thread to the others', async () => {
  const { client, threads } = setUp();
  const given = new AbortController();
  const waiting = client.call('wait', null, { signal: given.signal });
  given.abort();
  await expect(waiting).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  expect(getEventListeners(given.signal, 'abort')).toEqual([]);
  expect(await client.call('echo', 'still here')).toBe('still here');
  expect(threads).toHaveLength(1);
});
