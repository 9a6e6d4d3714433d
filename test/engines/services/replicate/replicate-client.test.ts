import { expect, test } from 'vitest';
import {
  ReplicateClient,
  type CreateRequest,
} from '../../../../electron/engines/services/replicate/replicate-client.ts';
import { UncertainCreateError } from '../../../../electron/engines/services/replicate/uncertain-create.ts';
import { startFast } from '../../../replicate-server/fast-server.ts';
import { modelVersion } from '../../../replicate-server/model.ts';
import { collect } from './collect.ts';
import { problemOf } from './problem-of.ts';
import { bodyOf, deadOrigin, serve } from './tiny-server.ts';

const token = 'r8_atestsowntoken';
const request: CreateRequest = { version: modelVersion, input: { text: 'A lamp.' }, cancelAfter: 900 };

async function start(options?: Parameters<typeof startFast>[0]) {
  const { server } = await startFast(options);
  return { server, client: new ReplicateClient({ apiUrl: server.url, token: server.token }) };
}

/** A client of a server that answers everything with this. */
async function answering(status: number, body: string | object, headers: Record<string, string> = {}) {
  const origin = await serve((_request, response) => {
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  return new ReplicateClient({ apiUrl: origin, token });
}

test('makes, looks at and cancels predictions', async () => {
  const { client } = await start({ secondsPerCharacter: 100 });
  const made = await client.create(request);
  expect(made).toMatchObject({
    status: 'starting',
    version: modelVersion,
    input: request.input,
    dataRemoved: false,
  });
  const canceled = await client.cancel(made.id);
  expect(canceled.status).toBe('canceled');
  expect(await client.get(made.id)).toMatchObject({ id: made.id, status: 'canceled', output: null });
});

test('tells of a prediction that succeeded, and that its data is removed after an hour', async () => {
  const { server, client } = await start();
  const { id } = await client.create(request);
  await server.advance(10);
  const done = await client.get(id);
  expect(done).toMatchObject({ status: 'succeeded', error: null, dataRemoved: false });
  expect(done.output).toMatch(/^http/u);
  expect(done.predictTime).toBeGreaterThanOrEqual(0);
  expect(Date.parse(done.completedAt ?? '')).toBeGreaterThan(0);
  await server.advance(3600);
  expect(await client.get(id)).toMatchObject({ status: 'succeeded', output: null, dataRemoved: true });
});

test('sends exactly what a create may hold, and the time after which it is to be cancelled', async () => {
  const seen: { body: unknown; cancelAfter: unknown }[] = [];
  const origin = await serve((incoming, response) => {
    void bodyOf(incoming).then((body) => {
      seen.push({ body: JSON.parse(body), cancelAfter: incoming.headers['cancel-after'] });
      response.writeHead(201).end('{"id": "abc", "status": "starting"}');
    });
  });
  const client = new ReplicateClient({ apiUrl: `${origin}/v1/`, token });
  await client.create(request);
  const webhook = { url: 'https://example.org/hook', events: ['start' as const, 'completed' as const] };
  await client.create({ ...request, webhook, stream: true });
  const { version, input } = request;
  expect(seen).toEqual([
    { body: { version, input }, cancelAfter: '900s' },
    {
      body: { version, input, stream: true, webhook: webhook.url, webhook_events_filter: webhook.events },
      cancelAfter: '900s',
    },
  ]);
});

test('lists every page, and only what was made within a time', async () => {
  const { server, client } = await start();
  for (let index = 0; index < 103; index += 1)
    await client.create({ ...request, input: { text: `Lamp ${index}.` } });
  const first = await client.list();
  expect(first.predictions).toHaveLength(100);
  expect(first.next).not.toBeNull();
  const all = (await collect(client.pages())).flat();
  expect(new Set(all.map(({ id }) => id)).size).toBe(103);
  expect(all[0]?.input).toEqual({ text: 'Lamp 102.' });

  await server.advance(100);
  const since = new Date(server.now() - 50_000).toISOString();
  const { id } = await client.create({ ...request, input: { text: 'Late.' } });
  expect((await client.list({ createdAfter: since })).predictions.map((one) => one.id)).toEqual([id]);
  expect((await client.list({ createdBefore: since })).predictions).not.toContainEqual(
    expect.objectContaining({ id }),
  );
});

test('uploads a file, and says until when it is there', async () => {
  const { server, client } = await start();
  const bytes = Buffer.from('RIFF....WAVE and so on');
  const file = await client.uploadFile({ bytes, name: 'a “voice”.wav', mediaType: 'audio/wav' });
  expect(Date.parse(file.expiresAt ?? '')).toBeGreaterThan(server.now());
  const answer = await fetch(file.url, { headers: { Authorization: `Bearer ${server.token}` } });
  expect(await answer.json()).toMatchObject({
    content_type: 'audio/wav',
    size: bytes.length,
    name: 'a “voice”.wav',
  });
});

test('names the account, and the model with its version and inputs', async () => {
  const { client } = await start();
  expect((await client.account()).username).not.toBe('');
  const { latestVersion } = await client.model('adirik', 'styletts2');
  expect(latestVersion?.id).toBe(modelVersion);
  expect(JSON.stringify(latestVersion?.schema)).toContain('diffusion_steps');
});

test('knows all six statuses, and takes whatever else is missing, null or new as it comes', async () => {
  for (const status of ['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted']) {
    expect(await (await answering(200, { id: 'abc', status, novelty: {} })).get('abc')).toMatchObject({
      status,
    });
  }
  const odd = {
    id: 'abc',
    status: 'queued',
    metrics: { predict_time: 'x' },
    error: { code: 7 },
    logs: 5,
    input: null,
  };
  expect(await (await answering(200, odd)).get('abc')).toMatchObject({
    ...{
      status: 'processing',
      predictTime: null,
      error: '{"code":7}',
      logs: null,
      input: null,
      output: null,
    },
  });
});

test.each([
  [401, { detail: 'Invalid token.' }, 'token-refused', 'Invalid token.'],
  [402, { title: 'Insufficient credit', detail: 'You have no credit.' }, 'credit-needed', 'no credit'],
  [404, { detail: 'Not found' }, 'not-found', 'look at prediction abc'],
  [422, { detail: '- input.alpha: Must be less than or equal to 1\n' }, 'input-refused', '“alpha”'],
  [
    422,
    { detail: 'x', invalid_fields: [{ type: 'required', field: '', description: 'text is required' }] },
    'input-refused',
    '“text”',
  ],
  [422, { detail: [{ loc: ['body', 'input', 'seed'], msg: 'not an integer' }] }, 'input-refused', '“seed”'],
  [409, { detail: 'It has ended.' }, 'input-refused', 'It has ended.'],
  [500, '<html>oops</html>', 'service-unavailable', '500'],
  [502, '', 'service-unavailable', '502'],
  [200, '<html>sign in</html>', 'service-unavailable', 'understands'],
  [200, { results: 'none' }, 'service-unavailable', 'understands'],
])('%i %j is %s', async (status, body, code, words) => {
  const { problem } = await problemOf((await answering(status, body)).get('abc'));
  expect(problem.code).toBe(code);
  expect(problem.message).toContain(words);
  expect(problem.action).not.toBe('');
});

test('says where to add credit', async () => {
  const { problem } = await problemOf((await answering(402, {})).create(request));
  expect(problem.action).toContain('replicate.com/account/billing');
});

const later = new Date(Date.now() + 30_000).toUTCString();
test.each([
  [
    'its body, before anything else',
    { detail: 'resets in ~9s.', retry_after: 7 },
    { 'retry-after': '8' },
    7,
    7,
  ],
  ['its header', { detail: 'resets in ~9s.' }, { 'retry-after': '8' }, 8, 8],
  ['a date in its header', {}, { 'retry-after': later }, 20, 30],
  ['its words', { detail: 'Your rate limit resets in ~9s.' }, {}, 9, 9],
  ['nowhere', { detail: 'Slow down.' }, {}, undefined, undefined],
  ['a day, of which an hour is waited', { retry_after: 86_400 }, {}, 3600, 3600],
  ['nonsense, so the words', { retry_after: 'soon', detail: 'resets in ~500ms' }, {}, 0.5, 0.5],
])('429 tells how long to wait in %s', async (_where, body, headers, least, most) => {
  const { problem } = await problemOf((await answering(429, body, headers)).create(request));
  expect(problem.code).toBe('rate-limited');
  if (least === undefined) expect(problem.retryAfter).toBeUndefined();
  else {
    expect(problem.retryAfter).toBeGreaterThanOrEqual(least);
    expect(problem.retryAfter).toBeLessThanOrEqual(most);
  }
});

test('a create without an answer is sent once and called uncertain, unless it surely did not arrive', async () => {
  for (const fault of [
    'drop-before-accept',
    'drop-after-accept',
    'server-error',
    'server-error-after-accept',
    'lost-id',
    'garbage',
  ] as const) {
    const { server, client } = await start();
    server.faults.next(fault);
    expect(await problemOf(client.create(request)), fault).toBeInstanceOf(UncertainCreateError);
    expect(
      server.requests.map(({ path }) => path),
      fault,
    ).toEqual(['/v1/predictions']);
  }
  for (const fault of ['rate-limited', 'credit-needed', 'token-refused'] as const) {
    const { server, client } = await start();
    server.faults.next(fault);
    expect(await problemOf(client.create(request)), fault).not.toBeInstanceOf(UncertainCreateError);
    expect(server.requests, fault).toHaveLength(1);
  }
  const nobody = new ReplicateClient({ apiUrl: await deadOrigin(), token });
  const refused = await problemOf(nobody.create(request));
  expect(refused).not.toBeInstanceOf(UncertainCreateError);
  expect(refused.problem).toMatchObject({ code: 'service-unavailable' });
  const nowhere = new ReplicateClient({ apiUrl: 'https://replicate.invalid/v1', token });
  expect(await problemOf(nowhere.create(request))).not.toBeInstanceOf(UncertainCreateError);
});

test.each([
  ['the address cannot be looked up', { code: 'EAI_FAIL', syscall: 'getaddrinfo' }, false],
  ['nobody connects in time', { code: 'ETIMEDOUT', syscall: 'connect' }, false],
  ['there is no way there', { code: 'ENETUNREACH', syscall: 'connect' }, false],
  ['undici connects in vain', { code: 'UND_ERR_CONNECT_TIMEOUT' }, false],
  ['the certificate is not theirs', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, false],
  ['the certificate is old', { code: 'CERT_HAS_EXPIRED' }, false],
  ['it is reset', { code: 'ECONNRESET', syscall: 'read' }, true],
  ['it is silent once connected', { code: 'ETIMEDOUT', syscall: 'read' }, true],
  ['the way there is lost once connected', { code: 'EHOSTUNREACH', syscall: 'write' }, true],
  ['TLS breaks off', { code: 'EPROTO', syscall: 'write' }, true],
  ['nothing is known', {}, true],
])('when %s, whether a create may have arrived: %3$s', async (_when, failure, isUncertain) => {
  const cause = Object.assign(new Error('no'), failure);
  const send = () => Promise.reject(new TypeError('fetch failed', { cause }));
  const client = new ReplicateClient({ apiUrl: 'https://api.replicate.com/v1', token, fetch: send });
  expect((await problemOf(client.create(request))) instanceof UncertainCreateError).toBe(isUncertain);
});

test('of several addresses that were tried, one that may have been reached is enough to be uncertain', async () => {
  const failures = [
    Object.assign(new Error('a'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    Object.assign(new Error('b'), { code: 'ECONNRESET', syscall: 'read' }),
  ];
  const send = () => Promise.reject(new TypeError('fetch failed', { cause: new AggregateError(failures) }));
  const client = new ReplicateClient({ apiUrl: 'https://api.replicate.com/v1', token, fetch: send });
  expect(await problemOf(client.create(request))).toBeInstanceOf(UncertainCreateError);
});

test('a time-out that a proxy tells of does not say whether a create arrived', async () => {
  expect(await problemOf((await answering(408, {})).create(request))).toBeInstanceOf(UncertainCreateError);
});

test('a create that is given up in the middle is uncertain; one that never left is not', async () => {
  const abort = new AbortController();
  const origin = await serve(() => {
    abort.abort();
  });
  const client = new ReplicateClient({ apiUrl: origin, token });
  expect(await problemOf(client.create(request, abort.signal))).toBeInstanceOf(UncertainCreateError);
  expect((await problemOf(client.create(request, abort.signal))).problem.code).toBe('cancelled');
  expect((await problemOf(client.get('abc', abort.signal))).problem.code).toBe('cancelled');
});

test('knows by how much the clock of the service is ahead', async () => {
  const client = await answering(
    200,
    { username: 'ada' },
    { date: new Date(Date.now() + 7_200_000).toUTCString() },
  );
  expect(client.clockLead).toBeNull();
  await client.account();
  expect(client.clockLead).toBeGreaterThan(7_190_000);
  expect(client.clockLead).toBeLessThan(7_210_000);
});
