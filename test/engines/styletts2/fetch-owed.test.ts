import { expect, test } from 'vitest';
import { defaultPatience } from '../../../electron/engines/services/replicate/patience.ts';
import { predictionSchema } from '../../../electron/engines/services/replicate/answers.ts';
import { ReplicateClient } from '../../../electron/engines/services/replicate/replicate-client.ts';
import { styletts2Remote } from '../../../electron/engines/styletts2/model.ts';
import { Errand } from '../../../electron/engines/services/replicate/errand.ts';
import { fetchOwed } from '../../../electron/engines/services/replicate/fetch-owed.ts';
import { problemOf } from '../services/replicate/problem-of.ts';
import { serve } from '../services/replicate/tiny-server.ts';
import { hurriedClock } from './engine-on-server.ts';
import { MemoryLedger } from './memory-ledger.ts';

// 12 frames of 64 kb/s at 24 kHz, each of 192 bytes.
const mp3 = Buffer.concat(
  Array.from({ length: 12 }, () =>
    Buffer.concat([Buffer.from([0xff, 0xf3, 0x84, 0xc4]), Buffer.alloc(188, 7)]),
  ),
);
const never = new AbortController().signal;

/** Fetches what a prediction made whose output is as told, from a host where `/audio…` is audio, `/picture` a picture. */
async function fetched(outputOf: (host: string) => unknown, ledger = new MemoryLedger(), once = false) {
  const host = await serve((request, response) => {
    const { url = '' } = request;
    if (url.startsWith('/v1/')) response.end(JSON.stringify(answer()));
    else if (url.startsWith('/audio')) response.end(mp3);
    else if (url.startsWith('/picture')) response.end(Buffer.from('\u0089PNG'));
    else response.writeHead(404).end();
  });
  const answer = () => ({ id: 'abc', status: 'succeeded', output: outputOf(host) });
  const client = new ReplicateClient({ apiUrl: `${host}/v1`, token: 'r8_test' });
  const errand = new Errand(client, ledger, hurriedClock(), styletts2Remote, defaultPatience);
  return fetchOwed(errand, predictionSchema.parse(answer()), never, { once });
}

test('of several addresses, the one that is audio is the chunk’s', async () => {
  expect(await fetched((host) => [`${host}/audio`, `${host}/picture`])).toEqual(new Uint8Array(mp3));
  expect(await fetched((host) => ({ picture: `${host}/picture`, audio: { url: `${host}/audio` } }))).toEqual(
    new Uint8Array(mp3),
  );
});

test('where two are audio, or one that may be is out of reach, none is taken for the chunk’s', async () => {
  for (const others of [['/audio-too'], ['/gone'], ['/picture', '/gone']]) {
    const owed = fetched((host) => [`${host}/audio`, ...others.map((other) => `${host}${other}`)]);
    expect((await problemOf(owed)).problem.code, others.join()).toBe('audio-owed');
  }
});

test('tried once, it is asked for once: others are waiting', async () => {
  const ledger = new MemoryLedger();
  const owed = fetched((host) => `${host}/gone`, ledger, true);
  expect((await problemOf(owed)).problem.code).toBe('audio-owed');
  expect(ledger.waits).toEqual([]);
});

test('it is told what is waited for, and by this computer’s clock alone when its hour is over', async () => {
  const ledger = new MemoryLedger();
  ledger.sentAt = new Date().toISOString();
  expect((await problemOf(fetched(() => null, ledger))).problem.code).toBe('audio-owed');
  expect(ledger.waits.join()).toContain('does not say yet where it is');
  ledger.sentAt = new Date(Date.now() - 80 * 60_000).toISOString();
  expect((await problemOf(fetched(() => null, ledger))).problem.code).toBe('audio-expired');
});
