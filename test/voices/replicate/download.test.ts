import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { downloadAudio } from '../../../electron/voices/replicate/download.ts';
import { problemOf } from './problem-of.ts';
import { deadOrigin, serve } from './tiny-server.ts';

const mp3 = Buffer.concat([Buffer.from([0xff, 0xf3, 0x64, 0xc4]), Buffer.alloc(9000, 7)]);
const wav = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(600)]);
const tagged = Buffer.concat([Buffer.from('ID3\u0004'), Buffer.alloc(600)]);

const never = new AbortController().signal;
const options = { sleep: () => Promise.resolve() };

/** A host of outputs that answers as told, attempt by attempt; the last answer stays. */
async function host(...answers: ((response: ServerResponse) => void)[]) {
  const seen: IncomingHttpHeaders[] = [];
  const origin = await serve((request, response) => {
    const answer = answers[Math.min(seen.length, answers.length - 1)];
    seen.push(request.headers);
    answer?.(response);
  });
  return { seen, fetchIt: () => downloadAudio(`${origin}/output.mp3`, never, options) };
}

const whole =
  (bytes: Buffer) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes);
  };

const cutAfter =
  (count: number) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'Content-Length': mp3.length });
    response.write(mp3.subarray(0, count), () => response.destroy());
  };

const status =
  (code: number) =>
  (response: ServerResponse): void => {
    response.writeHead(code).end('<html>');
  };

test('fetches MP3 and WAV by their bytes, without any token', async () => {
  for (const bytes of [mp3, wav, tagged]) {
    const { seen, fetchIt } = await host(whole(bytes));
    expect(Buffer.from(await fetchIt()).equals(bytes)).toBe(true);
    expect(seen).toHaveLength(1);
    expect(seen[0]).not.toHaveProperty('authorization');
  }
});

test.each([
  ['a dropped connection', (response: ServerResponse) => response.destroy()],
  ['a connection that broke in the middle', cutAfter(4000)],
  ['an error of the server', status(503)],
  ['a page that asks to wait', (response: ServerResponse) => response.end('<!DOCTYPE html>Please wait')],
  ['an empty answer', (response: ServerResponse) => response.end()],
  ['a file that is not there yet', status(404)],
])('goes on after %s: what is paid for is not given up', async (_what, first) => {
  const { seen, fetchIt } = await host(first, whole(mp3));
  expect((await fetchIt()).length).toBe(mp3.length);
  expect(seen).toHaveLength(2);
});

test.each([
  ['gone', [status(404)], 'audio-expired'],
  ['gone for good', [status(410)], 'audio-expired'],
  ['no longer allowed', [status(403)], 'audio-expired'],
  ['always a web page', [(response: ServerResponse) => response.end(' <html>')], 'engine-failed'],
  ['always something else', [(response: ServerResponse) => response.end('OggS')], 'engine-failed'],
  ['always cut at the same byte', [cutAfter(4000)], 'engine-failed'],
  [
    'cut here and there',
    [cutAfter(4000), cutAfter(5000), cutAfter(100), cutAfter(4000)],
    'service-unavailable',
  ],
  ['always an error', [status(500)], 'service-unavailable'],
  [
    'an error, then a page',
    [status(500), (response: ServerResponse) => response.end('<html>')],
    'service-unavailable',
  ],
] as const)('audio that is %s is %3$s', async (_what, answers, code) => {
  const { seen, fetchIt } = await host(...answers);
  const { problem } = await problemOf(fetchIt());
  expect(problem.code).toBe(code);
  expect(problem.action).not.toBe('');
  expect(seen).toHaveLength(4);
});

test('an announced length that is too long is not taken for the whole', async () => {
  const { fetchIt } = await host((response) => {
    response.writeHead(200, { 'Content-Length': mp3.length + 1000 });
    response.write(mp3, () => response.socket?.end());
  });
  expect((await problemOf(fetchIt())).problem.code).toBe('engine-failed');
});

test('neither more nor fewer bytes than were announced are taken for the audio', async () => {
  const send: typeof fetch = () =>
    Promise.resolve(new Response(mp3, { headers: { 'content-length': String(mp3.length - 1) } }));
  const call = downloadAudio('https://replicate.delivery/x.mp3', never, { ...options, fetch: send });
  expect((await problemOf(call)).problem.code).toBe('engine-failed');
});

test('follows no redirect to an open line', async () => {
  const answer = Object.defineProperty(new Response(mp3), 'url', { value: 'http://elsewhere.example/x.mp3' });
  const send: typeof fetch = () => Promise.resolve(answer);
  const call = downloadAudio('https://replicate.delivery/x.mp3', never, { ...options, fetch: send });
  expect((await problemOf(call)).problem.message).toContain('safe');
});

test('stops at a size that no chunk can have', async () => {
  const origin = await serve((_request, response) => response.end(mp3));
  const call = downloadAudio(origin, never, { ...options, maxBytes: 1000 });
  expect((await problemOf(call)).problem.code).toBe('engine-failed');
});

test('fetches nothing over an open line, except from this computer', async () => {
  const fetched: unknown[] = [];
  const send: typeof fetch = (input) => {
    fetched.push(input);
    return Promise.resolve(new Response(mp3));
  };
  for (const address of [
    'http://replicate.delivery/x.mp3',
    'file:///etc/passwd',
    'data:audio/mp3;base64,//M=',
    'x',
  ]) {
    expect((await problemOf(downloadAudio(address, never, { ...options, fetch: send }))).problem.code).toBe(
      'engine-failed',
    );
  }
  expect(fetched).toEqual([]);
});

test('a host that cannot be reached is told by its name', async () => {
  const { problem } = await problemOf(downloadAudio(`${await deadOrigin()}/x`, never, options));
  expect(problem.code).toBe('service-unavailable');
  expect(problem.message).toContain('refused');
});

test('an abort ends it at once, also in the middle', async () => {
  const abort = new AbortController();
  const origin = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Length': mp3.length });
    response.write(mp3.subarray(0, 100), () => {
      abort.abort();
    });
  });
  expect((await problemOf(downloadAudio(origin, abort.signal, options))).problem.code).toBe('cancelled');
});
