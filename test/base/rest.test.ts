import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { unlessAborted } from '../../electron/base/abort.ts';
import { Rest } from '../../electron/base/rest.ts';
import { sleep } from '../../electron/base/sleep.ts';

test('however often is rested under one signal, nothing stays behind on it', async () => {
  const { signal } = new AbortController();
  const rest = new Rest(signal);
  for (let time = 0; time < 20; time++) {
    const resting = rest.take(null);
    rest.end();
    await resting;
    await rest.take(0);
    await sleep(0, signal);
    await unlessAborted(Promise.resolve(), signal);
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a rest ends when its signal aborts', async () => {
  const abort = new AbortController();
  const rests = [new Rest(abort.signal).take(3600), sleep(3600, abort.signal)];
  abort.abort();
  await Promise.all(rests);
  expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
});
