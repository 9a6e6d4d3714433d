import { expect, test } from 'vitest';
import { startFast } from './fast-server.ts';
import { sideFile } from './output.ts';

// Outputs are other than one address, and downloads other than one plain answer.

test.each([
  ['output-array', (url: string): unknown => [url]],
  ['output-object', (url: string): unknown => ({ audio: url, sample_rate: 24_000 })],
  ['output-two-addresses', (url: string): unknown => [url, url.replace('output.wav', sideFile)]],
] as const)('%s has the address of the audio, alone and in lists', async (name, shapeOf) => {
  const { server, call, speak } = await startFast();
  server.faults.next(name);
  const { body } = await speak('Shaped.');
  const [url] = /http[^"]+/u.exec(JSON.stringify(body['output'])) ?? [];
  const shape = shapeOf(url ?? '');
  expect(url).toMatch(/output\.wav$/u);
  expect(body['output']).toEqual(shape);
  expect((await call('GET', '/predictions')).body['results']).toMatchObject([{ output: shape }]);
  expect((await fetch(url ?? '')).headers.get('content-type')).toBe('audio/wav');
  expect(server.stats).toMatchObject({ unusable: 0, downloads: { complete: 1, broken: 0 } });
  await speak('Shaped.');
  expect(server.doublePayments()).toHaveLength(1);
});

test('the second of two addresses is a picture, and no download of the audio', async () => {
  const { server, speak } = await startFast();
  server.faults.next('output-two-addresses');
  const { output } = (await speak('With a picture.')).body;
  const side = await fetch(String(Array.isArray(output) && output[1]));
  expect([side.status, side.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(
    Buffer.from(await side.bytes())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(server.stats.downloads).toEqual({ complete: 0, broken: 0 });
});

test.each([
  ['mp3', 'audio/mpeg'],
  ['wav', 'audio/wav'],
] as const)('a data URI is the audio itself, %s, and whoever is told it has got it', async (format, type) => {
  const { server, call, speak } = await startFast({ format });
  const plain = await fetch(String((await speak('Inline.')).body['output']));
  server.faults.next('output-data-uri');
  server.faults.next('garbage', { endpoint: 'get' });
  const { body } = await speak('Inline.', { alpha: 0.3 });
  const [head, data = ''] = String(body['output']).split(',');
  expect(head).toBe(`data:${type};base64`);
  expect(Buffer.from(data, 'base64')).toEqual(Buffer.from(await plain.bytes()));
  const path = `/predictions/${String(body['id'])}`;
  await expect(call('GET', path)).rejects.toThrow('JSON');
  await call('GET', '/predictions');
  const complete = (): unknown => server.stats.inputs[1]?.creates[0]?.downloads.complete;
  expect(complete()).toBe(1);
  await call('GET', path);
  expect(complete()).toBe(2);
  await server.advance(3600);
  expect((await call('GET', path)).body['output']).toBeNull();
  expect(server.stats.unusable).toBe(0);
});

test.each([
  ['output-unknown', { result: { state: 'done', parts: 1 } }],
  ['output-empty', []],
] as const)('%s leads to no audio, ever', async (name, output) => {
  const { server, speak } = await startFast();
  server.faults.next(name);
  expect((await speak('Nowhere.')).body).toMatchObject({ status: 'succeeded', data_removed: false, output });
  await speak('Nowhere.');
  expect(server.stats).toMatchObject({ creates: 2, distinctInputs: 1, unusable: 1, doublePayments: [] });
});

test.each([
  ['partial-audio', true],
  ['partial-audio-unranged', false],
] as const)('%s is a 206 that holds the whole, lastingly too', async (name, isRanged) => {
  const { server, speak } = await startFast();
  server.faults.next(name, { lasting: true });
  const url = String((await speak('All of it.')).body['output']);
  const answer = await fetch(url);
  const { length } = await answer.bytes();
  expect(answer.status).toBe(206);
  expect(answer.headers.get('content-range')).toBe(isRanged ? `bytes 0-${length - 1}/${length}` : null);
  const plain = await fetch(String((await speak('All of it.')).body['output']));
  expect((await plain.bytes()).length).toBe(length);
  expect(server.stats).toMatchObject({ unusable: 0, downloads: { complete: 2, broken: 0 } });
  expect(server.doublePayments()).toHaveLength(1);
});

test('a 206 can hold half, and says so', async () => {
  const { server, speak } = await startFast();
  const url = String((await speak('Half of it.')).body['output']);
  const { length } = await (await fetch(url)).bytes();
  server.faults.next('half-audio');
  const answer = await fetch(url);
  const half = await answer.bytes();
  expect([answer.status, answer.headers.get('content-range')]).toEqual([
    206,
    `bytes 0-${half.length - 1}/${length}`,
  ]);
  expect(half.length).toBe(length >> 1);
  expect(server.stats.downloads).toEqual({ complete: 1, broken: 1 });
});

/** What comes of a download until it ends, or until `enough` bytes are there, and how it ends. */
async function read(
  url: string,
  enough = Infinity,
): Promise<{ got: number; length: string | null; end: string }> {
  const answer = await fetch(url);
  const length = answer.headers.get('content-length');
  const body: ReadableStream<Uint8Array> | null = answer.body;
  let got = 0;
  try {
    for await (const piece of body ?? []) {
      got += piece.length;
      if (got >= enough) return { got, length, end: 'open' };
    }
    return { got, length, end: 'ended' };
  } catch {
    return { got, length, end: 'cut' };
  }
}

test.each([
  ['truncated-audio', 'same place', 'announced', 'cut'],
  ['truncated-anywhere', 'other places', 'announced', 'cut'],
  ['truncated-unannounced', 'same place', 'unannounced', 'cut'],
  ['short-audio', 'same place', 'unannounced', 'ended'],
] as const)(
  '%s breaks off at the %s at each attempt, its length %s, and is %s',
  async (name, places, length, end) => {
    const { server, speak } = await startFast();
    server.faults.next(name, { lasting: true });
    const url = String((await speak('Broken off, again and again.')).body['output']);
    const whole = (
      await (await fetch(String((await speak('Broken off, again and again.')).body['output']))).bytes()
    ).length;
    const reads = [await read(url), await read(url), await read(url)];
    for (const one of reads) {
      expect(one).toMatchObject({ end, length: length === 'announced' ? String(whole) : null });
      expect(one.got).toBeGreaterThan(0);
      expect(one.got).toBeLessThan(whole);
    }
    expect(new Set(reads.map(({ got }) => got)).size).toBe(places === 'same place' ? 1 : 3);
    expect(server.stats).toMatchObject({
      unusable: 1,
      downloads: { complete: 1, broken: 3 },
      doublePayments: [],
    });
  },
);

test('a download can hang in the middle, and pass on the next attempt', async () => {
  const { server, speak } = await startFast();
  const url = String((await speak('Hanging.')).body['output']);
  const { length } = await (await fetch(url)).bytes();
  server.faults.next('stalled-audio');
  const controller = new AbortController();
  const answer = await fetch(url, { signal: controller.signal });
  const reader = (answer.body as ReadableStream<Uint8Array> | null)?.getReader();
  let got = 0;
  while (got < length >> 1) got += (await reader?.read())?.value?.length ?? 0;
  expect(got).toBe(length >> 1);
  // Nothing more comes: the next read is still open after everything else has been answered.
  const next = reader?.read().then(
    () => 'more',
    () => 'gave up',
  );
  await expect(Promise.race([next, fetch(url).then((other) => other.bytes())])).resolves.toHaveLength(length);
  controller.abort();
  expect(await next).toBe('gave up');
});

test('a connection can stay without an answer, at the outputs’ host and at the API', async () => {
  const { server, call, create, speak } = await startFast();
  const url = String((await speak('Waiting.')).body['output']);
  server.faults.next('unanswered-audio');
  server.faults.next('no-answer', { text: 'Nobody' });
  const controller = new AbortController();
  const waiting = [
    fetch(url, { signal: controller.signal }),
    fetch(`${server.url}/predictions`, {
      method: 'POST',
      signal: controller.signal,
      headers: { Authorization: `Bearer ${server.token}` },
      body: JSON.stringify({ version: server.predictions[0]?.request.version, input: { text: 'Nobody.' } }),
    }),
  ].map((one) => one.then(String, () => 'gave up'));
  while (server.faults.pending.length > 0) await call('GET', '/account');
  expect((await fetch(url)).status).toBe(200);
  expect((await create('Somebody.')).status).toBe(201);
  controller.abort();
  expect(await Promise.all(waiting)).toEqual(['gave up', 'gave up']);
  // What was never answered was never made.
  expect(server.stats).toMatchObject({ creates: 2, downloads: { complete: 1, broken: 1 } });
});

test('a server closes while downloads hang', async () => {
  const { server, speak } = await startFast();
  server.faults.next('stalled-audio', { lasting: true });
  const answer = await fetch(String((await speak('Hanging.')).body['output']));
  await server.close();
  await expect(answer.bytes()).rejects.toThrow('terminated');
});
