import { expect, test, vi } from 'vitest';
import { expectSoundAccount, openPaidStudio, startFastServer } from '../support/paid-studio.ts';
import { defaultStyleTts2Voice } from '../../electron/engines/styletts2/voice.ts';

/** A minute passes in the blink of an eye. */
vi.mock(import('../../electron/base/sleep.ts'), async (load) => {
  const { sleep } = await load();
  return { sleep: (seconds, signal) => sleep(seconds >= 60 ? seconds / 1000 : seconds, signal) };
});

test('audio that could not be fetched for a while is fetched by itself, though nobody narrates any more', async () => {
  const server = await startFastServer();
  const { client, studio } = await openPaidStudio(server);
  // The try asks four times, and so does whoever picks it up.
  server.faults.next('server-error', { endpoint: 'download', times: 8 });
  const made = new Promise<unknown>((resolve) => {
    studio.subscribe((event) => {
      if (event.name === 'prediction' && event.payload.prediction.state === 'succeeded') resolve(event);
    });
  });
  await client.call('tries.start', { text: 'It burned until the morning.', voice: defaultStyleTts2Voice });
  await made;
  expectSoundAccount(server);
  expect(server.stats.creates).toBe(1);
});
