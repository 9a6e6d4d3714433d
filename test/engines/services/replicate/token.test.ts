import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { ReplicateClient } from '../../../../electron/engines/services/replicate/replicate-client.ts';
import { collect } from './collect.ts';
import { problemOf } from './problem-of.ts';
import { deadOrigin, serve } from './tiny-server.ts';

const token = 'a-token-of-another-service';
const dataUri = `data:audio/wav;base64,${'UklGRg'.repeat(40)}`;
const request = { version: 'v', input: { text: 'A lamp.', reference: dataUri }, cancelAfter: 900 };
const file = { bytes: Buffer.from('RIFF'), name: 'voice.wav', mediaType: 'audio/wav' };

/** Everything that a log or a window could show of an error. */
function everythingOf(error: Error): string {
  const shown: unknown[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    shown.push(one, JSON.stringify(one), String(one), one.stack);
  }
  return inspect(shown, { depth: 20, showHidden: true, maxStringLength: null });
}

function everyCall(client: ReplicateClient): (() => Promise<unknown>)[] {
  return [
    () => client.create(request),
    () => client.get('abc'),
    () => client.list(),
    () => client.cancel('abc'),
    () => client.uploadFile(file),
    () => client.account(),
    () => client.model('adirik', 'styletts2'),
  ];
}

async function origins(): Promise<string[]> {
  const words = `You sent ${token} with {"reference": "${dataUri}"} and r8_realtokenofreplicate`;
  const answer = (status: number, body: string) =>
    serve((incoming, response) => {
      incoming.resume();
      response.writeHead(status).end(body);
    });
  return [
    await deadOrigin(),
    await serve((_request, response) => response.destroy()),
    await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': 1000 });
      response.write('{', () => response.destroy());
    }),
    await answer(200, words),
    ...(await Promise.all(
      [400, 401, 402, 404, 422, 429, 503].map((status) => answer(status, JSON.stringify({ detail: words }))),
    )),
    await answer(
      422,
      JSON.stringify({ detail: '', invalid_fields: [{ field: dataUri, description: token }] }),
    ),
  ];
}

test('no error, nor what it was caused by, has the token, a header or the content of a file in it', async () => {
  let errors = 0;
  for (const origin of await origins()) {
    const client = new ReplicateClient({ apiUrl: origin, token });
    for (const call of everyCall(client)) {
      const shown = everythingOf(await problemOf(call()));
      expect(shown).not.toContain(token);
      expect(shown).not.toContain('realtoken');
      expect(shown).not.toContain('Bearer');
      expect(shown).not.toContain('UklGRg');
      errors += 1;
    }
    expect(inspect(client, { depth: 20, showHidden: true })).not.toContain(token);
  }
  expect(errors).toBe(84);
});

test('no answer carries the token on', async () => {
  const body = JSON.stringify({
    id: 'abc',
    status: 'failed',
    error: `bad ${token}`,
    logs: token,
    input: { text: token },
  });
  const origin = await serve((_request, response) => response.end(body));
  expect(JSON.stringify(await new ReplicateClient({ apiUrl: origin, token }).get('abc'))).not.toContain(
    token,
  );
});

test('the token follows no redirect and no further page to another origin', async () => {
  const seen: (string | undefined)[] = [];
  const other = await serve((incoming, response) => {
    seen.push(incoming.headers.authorization);
    response.end('{"results": []}');
  });
  const redirecting = await serve((_request, response) => {
    response.writeHead(307, { Location: `${other}/v1/predictions` }).end();
  });
  for (const call of everyCall(new ReplicateClient({ apiUrl: redirecting, token }))) {
    expect((await problemOf(call())).problem.code).toBe('service-unavailable');
  }
  for (const next of [`${other}/v1/predictions?cursor=x`, 'https://evil.example/', 'file:///x']) {
    const paging = await serve((_request, response) => response.end(JSON.stringify({ next, results: [] })));
    const client = new ReplicateClient({ apiUrl: paging, token });
    const all = collect(client.pages());
    expect((await problemOf(all)).problem.message).toContain('another address');
    expect((await problemOf(client.list({ next }))).problem.message).toContain('another address');
  }
  expect(seen).toEqual([]);
});

test('no client is made for an address where others could read the token', () => {
  for (const apiUrl of [
    'http://api.replicate.com/v1',
    'http://127.0.0.1.evil.example',
    'ftp://localhost',
    'https://user:x@host',
    '',
  ]) {
    expect(() => new ReplicateClient({ apiUrl, token }), apiUrl).toThrow('safely');
  }
  for (const apiUrl of [
    'https://api.replicate.com/v1',
    'http://127.0.0.1:8750/v1',
    'http://[::1]:1/',
    'http://localhost:1',
  ]) {
    expect(new ReplicateClient({ apiUrl, token }).base, apiUrl).toBe(`${apiUrl.replace(/\/$/u, '')}/`);
  }
});
