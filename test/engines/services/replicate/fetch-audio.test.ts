import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import {
  fetchAudio,
  type FetchOptions,
  type NotHad,
} from '../../../../electron/engines/services/replicate/fetch-audio.ts';
import { problemOf } from './problem-of.ts';
import { deadOrigin, serve } from './tiny-server.ts';

/** Frames of 144 bytes: MPEG 2, layer III, 48 kb/s, 24 kHz. */
const mp3 = Buffer.concat(
  Array.from({ length: 63 }, () =>
    Buffer.concat([Buffer.from([0xff, 0xf3, 0x64, 0xc4]), Buffer.alloc(140, 7)]),
  ),
);
const wav = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(600)]);
const tagged = Buffer.concat([Buffer.from('ID3\u0004\0\0\0\0\0\0'), mp3]);

const never = new AbortController().signal;

/** What says so of why nothing was had. */
const because = (words: string): NotHad => ({ why: expect.stringContaining(words) as string });

type Answer = (response: ServerResponse) => void;

/** Fetches once from a host of outputs that answers as told. */
async function from(answer: Answer, options: FetchOptions = {}) {
  const seen: IncomingHttpHeaders[] = [];
  const origin = await serve((request, response) => {
    seen.push(request.headers);
    answer(response);
  });
  return { seen, got: await fetchAudio(`${origin}/output.mp3`, never, options) };
}

const whole =
  (bytes: Buffer, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'Content-Length': bytes.length, ...headers }).end(bytes);
  };

const status =
  (code: number): Answer =>
  (response) => {
    response.writeHead(code).end('<html>');
  };

test('fetches MP3 and WAV by their bytes, once, without any token', async () => {
  for (const bytes of [mp3, wav, tagged]) {
    const { seen, got } = await from(whole(bytes));
    expect(got).toEqual(new Uint8Array(bytes));
    expect(seen).toHaveLength(1);
    expect(seen[0]).not.toHaveProperty('authorization');
  }
});

test('takes audio out of a data URI, and nothing else', async () => {
  const of = (bytes: Buffer): string => `data:audio/mpeg;base64,${bytes.toString('base64')}`;
  expect(await fetchAudio(of(mp3), never)).toEqual(new Uint8Array(mp3));
  expect(await fetchAudio(of(Buffer.from('<html>')), never)).toMatchObject(because('page'));
  expect(await fetchAudio('data:audio/mpeg', never)).toMatchObject(because('empty'));
});

test('a part that holds the whole is the whole; any other part is not', async () => {
  const range = (value: string): Record<string, string> => ({ 'Content-Range': value });
  const last = mp3.length - 1;
  expect((await from(whole(mp3, 206))).got).toEqual(new Uint8Array(mp3));
  const told = await from(whole(mp3, 206, range(`bytes 0-${last}/${mp3.length}`)));
  expect(told.got).toEqual(new Uint8Array(mp3));
  const unsure = await from(whole(mp3, 206, range(`bytes 0-${last}/*`)));
  expect(unsure.got).toEqual(new Uint8Array(mp3));
  for (const value of [`bytes 0-${last}/${mp3.length + 10}`, `bytes 10-${last + 10}/${mp3.length + 10}`]) {
    expect((await from(whole(mp3, 206, range(value)))).got, value).toHaveProperty('why');
  }
});

const cases: readonly (readonly [string, Answer, string])[] = [
  ['a file that is not there', status(404), '404'],
  ['a file that is not allowed', status(403), '403'],
  ['an error of the server', status(500), '500'],
  ['a web page', (response) => response.end(' <html>'), 'page'],
  ['something else', (response) => response.end('OggS'), 'neither MP3 nor WAV'],
  ['an empty answer', (response) => response.end(), 'empty'],
  ['a dropped connection', (response) => response.destroy(), 'dropped'],
  [
    'a connection that broke in the middle',
    (response) => {
      response.writeHead(200, { 'Content-Length': mp3.length });
      response.write(mp3.subarray(0, 4000), () => response.destroy());
    },
    'bytes',
  ],
];

test.each(cases)('%s is no audio, and says why', async (_what, answer, why) => {
  const { got } = await from(answer);
  expect(got).toMatchObject(because(why));
});

test('neither more nor fewer bytes than were announced are taken for the audio', async () => {
  for (const announced of [mp3.length - 1, mp3.length + 1]) {
    const send: typeof fetch = () =>
      Promise.resolve(new Response(mp3, { headers: { 'content-length': String(announced) } }));
    const got = await fetchAudio('https://replicate.delivery/x.mp3', never, { fetch: send });
    expect(got).toMatchObject({ why: `${mp3.length} of ${announced} bytes came` });
  }
});

test('a host that falls silent is given up for now, and is not called a cancelled one', async () => {
  const hanging: readonly Answer[] = [
    () => undefined,
    (response) => {
      response.writeHead(200, { 'Content-Length': mp3.length });
      response.write(mp3.subarray(0, 4000));
    },
  ];
  for (const answer of hanging) {
    const { got } = await from(answer, { silence: 0.05 });
    expect(got).toMatchObject(because('no answer for 0.05 seconds'));
  }
});

test('a host that is slow but never silent for long is waited for', async () => {
  const { got } = await from(
    (response) => {
      response.writeHead(200, { 'Content-Length': mp3.length });
      let sent = 0;
      const more = (): void => {
        response.write(mp3.subarray(sent, sent + 1000));
        sent += 1000;
        if (sent < mp3.length) setTimeout(more, 20);
        else response.end();
      };
      more();
    },
    { silence: 0.15 },
  );
  expect(got).toEqual(new Uint8Array(mp3));
});

test('follows no redirect to an open line', async () => {
  const answer = Object.defineProperty(new Response(mp3), 'url', { value: 'http://elsewhere.example/x.mp3' });
  const send: typeof fetch = () => Promise.resolve(answer);
  const got = await fetchAudio('https://replicate.delivery/x.mp3', never, { fetch: send });
  expect(got).toMatchObject(because('safe'));
});

test('stops at a size that no chunk can have', async () => {
  const { got } = await from((response) => response.end(mp3), { maxBytes: 1000 });
  expect(got).toMatchObject(because('larger'));
});

test('fetches nothing over an open line, except from this computer', async () => {
  const fetched: unknown[] = [];
  const send: typeof fetch = (input) => {
    fetched.push(input);
    return Promise.resolve(new Response(mp3));
  };
  for (const address of ['http://replicate.delivery/x.mp3', 'file:///etc/passwd', 'x']) {
    expect(await fetchAudio(address, never, { fetch: send })).toHaveProperty('why');
  }
  expect(fetched).toEqual([]);
});

test('a host that cannot be reached is told of', async () => {
  const got = await fetchAudio(`${await deadOrigin()}/x`, never);
  expect(got).toMatchObject(because('refused'));
});

test('an abort ends it at once, also in the middle', async () => {
  const abort = new AbortController();
  const origin = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Length': mp3.length });
    response.write(mp3.subarray(0, 100), () => {
      abort.abort();
    });
  });
  expect((await problemOf(fetchAudio(origin, abort.signal))).problem.code).toBe('cancelled');
});
