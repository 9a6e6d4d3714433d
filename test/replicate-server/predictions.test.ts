import { expect, test } from 'vitest';
import { startFast } from './fast-server.ts';
import { modelVersion } from './model.ts';

test('a prediction goes through its states in its own time', async () => {
  const { server, call, create } = await startFast({ setupSeconds: 10, secondsPerCharacter: 1 });
  const { status, body } = await create('Ten signs.');
  const path = `/predictions/${String(body['id'])}`;
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: 'starting', logs: '', output: null });
  expect(body).not.toHaveProperty('started_at');
  await server.advance(10);
  expect((await call('GET', path)).body).toMatchObject({ status: 'processing', logs: 'Using seed: 0\n' });
  await server.advance(30);
  const { body: done } = await call('GET', path);
  expect(done).toMatchObject({ status: 'succeeded', urls: { get: server.url + path } });
  const { predict_time: predictTime, total_time: totalTime } = Object(done['metrics']) as Record<
    string,
    number
  >;
  expect(predictTime).toBeCloseTo(10, 1);
  expect(totalTime).toBeCloseTo(20, 1);
  expect(server.running()).toEqual([]);
});

test('inputs, outputs and logs are gone after an hour, and what was made is still listed', async () => {
  const { server, call, speak } = await startFast();
  const { body } = await speak('Soon forgotten.');
  await server.advance(3599);
  expect((await fetch(String(body['output']))).status).toBe(200);
  await server.advance(2);
  const gone = { input: {}, output: null, data_removed: true, status: 'succeeded' };
  expect((await call('GET', `/predictions/${String(body['id'])}`)).body).toMatchObject({ ...gone, logs: '' });
  expect((await call('GET', '/predictions')).body).toMatchObject({ results: [{ ...gone, id: body['id'] }] });
  expect((await fetch(String(body['output']))).status).toBe(404);
});

test('Cancel-After aborts what has not begun and cancels what has', async () => {
  const { server, call, create } = await startFast({ setupSeconds: 10, secondsPerCharacter: 10 });
  const early = await create('Too slow.', {}, { 'Cancel-After': '5s' });
  const late = await create('Too slow.', {}, { 'Cancel-After': '1m' });
  expect(late.body).toHaveProperty('deadline');
  await server.advance(60);
  const statuses = await Promise.all(
    [early, late].map(
      async ({ body }) => (await call('GET', `/predictions/${String(body['id'])}`)).body['status'],
    ),
  );
  expect(statuses).toEqual(['aborted', 'canceled']);
  expect((await create('Too hasty.', {}, { 'Cancel-After': '1s' })).status).toBe(400);
});

test('a cancel after the end is refused and changes nothing', async () => {
  const { call, speak } = await startFast();
  const { body } = await speak('Done already.');
  const path = `/predictions/${String(body['id'])}`;
  expect((await call('POST', `${path}/cancel`)).status).toBe(422);
  expect((await call('GET', path)).body['status']).toBe('succeeded');
});

test('who waits for what does not end in time is answered as at the start', async () => {
  const { server, call, create } = await startFast({ secondsPerCharacter: 1 });
  const held = create('Patience, patience.', {}, { Prefer: 'wait=5' });
  while (server.predictions.length === 0) await call('GET', '/account');
  await server.advance(5);
  expect(await held).toMatchObject({ status: 202, body: { status: 'starting', output: null } });
});

test('the list can be narrowed by time, and its pages lead back', async () => {
  const { server, call, create } = await startFast();
  for (let index = 0; index < 101; index++) await create(`Old ${index}.`);
  await server.advance(60);
  const since = new Date(server.now()).toISOString();
  await create('New.');
  const after = await call('GET', `/predictions?created_after=${since}`);
  expect(after.body).toMatchObject({ next: null, results: [{ input: { text: 'New.' } }] });
  const before = await call('GET', `/predictions?created_before=${since}`);
  const next = String(before.body['next']).replace(server.url, '');
  const second = await call('GET', next);
  expect(second.body).toMatchObject({ next: null, results: [{ input: { text: 'Old 0.' } }] });
  const back = await call('GET', String(second.body['previous']).replace(server.url, ''));
  expect(back.body['results']).toEqual(before.body['results']);
  expect((await call('GET', '/predictions?created_after=yesterday')).status).toBe(400);
});

test.each([
  ['no text', { input: {} }, 'input', 'text is required'],
  [
    'a text that is none',
    { input: { text: 7 } },
    'input.text',
    'Invalid type. Expected: string, given: number',
  ],
  ['alpha above 1', { input: { text: 'a', alpha: 1.1 } }, 'input.alpha', 'Must be less than or equal to 1'],
  [
    'steps below 0',
    { input: { text: 'a', diffusion_steps: -1 } },
    'input.diffusion_steps',
    'Must be greater than or equal to 0',
  ],
  [
    'half a step',
    { input: { text: 'a', diffusion_steps: 2.5 } },
    'input.diffusion_steps',
    'Invalid type. Expected: integer, given: number',
  ],
  [
    'no address',
    { input: { text: 'a', reference: 'clip' } },
    'input.reference',
    "Does not match format 'uri'",
  ],
  [
    'a webhook in the clear',
    { input: { text: 'a' }, webhook: 'http://example.com/' },
    'webhook',
    'Must be an HTTPS URL',
  ],
  ['a field too many', { input: { text: 'a' }, model: 'x' }, '', 'Additional property model is not allowed'],
])('refuses %s', async (_, rest, field, description) => {
  const { server, call } = await startFast();
  const { status, body } = await call('POST', '/predictions', { body: { version: modelVersion, ...rest } });
  expect(status).toBe(422);
  expect(body).toMatchObject({ title: 'Input validation failed', status: 422 });
  expect(body['invalid_fields']).toEqual([expect.objectContaining({ field, description })]);
  expect(body['detail']).toContain(description);
  expect(server.stats.creates).toBe(0);
});

test('refuses other versions, other tokens, and what there is not', async () => {
  const { server, call } = await startFast();
  const other = { body: { version: 'f'.repeat(63), input: { text: 'a' } } };
  expect((await call('POST', '/predictions', other)).body['title']).toBe('Invalid version or not permitted');
  const stranger = { headers: { Authorization: 'Bearer r8_other' } };
  expect(await call('GET', '/account', stranger)).toMatchObject({
    status: 401,
    body: { title: 'Unauthenticated', detail: 'You did not pass a valid authentication token', status: 401 },
  });
  for (const path of ['/predictions/none', '/files/none', '/nothing', '/models/who/what']) {
    expect((await call('GET', path)).status).toBe(404);
  }
  expect(server.requests.filter(({ isAuthorized }) => !isAuthorized)).toHaveLength(1);
});

test('the address without /v1 is that of another web server, which knows nothing and keeps nothing', async () => {
  const { server } = await startFast();
  const headers = { Authorization: `Bearer ${server.token}` };
  const { origin } = new URL(server.url);
  const body = JSON.stringify({ version: modelVersion, input: { text: 'Where?' } });
  for (const [path, method] of [
    ['/predictions', 'POST'],
    ['/predictions', 'GET'],
    ['/account', 'GET'],
    ['/v1', 'GET'],
    ['/v10/account', 'GET'],
  ] as const) {
    const response = await fetch(origin + path, { method, headers, ...(method === 'POST' && { body }) });
    expect([path, response.status]).toEqual([path, 404]);
    expect(response.headers.get('content-type')).toContain('text/html');
  }
  // It asks nobody who they are.
  expect((await fetch(`${origin}/account`)).status).toBe(404);
  expect(server.stats.creates).toBe(0);
  expect(server.requests[0]).toMatchObject({ path: '/predictions', endpoint: null, status: 404 });
});

test('the API can be below another path, where all its links lead too', async () => {
  const { server, call, create } = await startFast({ basePath: '/replicate/v1', pageLength: 1 });
  expect(new URL(server.url).pathname).toBe('/replicate/v1');
  await create('One.');
  const { body } = await create('Two.');
  const { get = '' } = body['urls'] as { get?: string };
  expect(get).toBe(`${server.url}/predictions/${String(body['id'])}`);
  const { next } = (await call('GET', '/predictions')).body;
  expect(String(next).startsWith(`${server.url}/predictions?`)).toBe(true);
  const headers = { Authorization: `Bearer ${server.token}` };
  expect((await fetch(`${new URL(server.url).origin}/v1/account`, { headers })).status).toBe(404);
  expect((await fetch(`${server.url}/account`, { headers })).status).toBe(200);
});

test.each([
  [
    'a text of too many sounds',
    { text: 'nineteen eighty-four '.repeat(30) },
    'must match the existing size (512)',
  ],
  ['figures that take many words', { text: '1984 '.repeat(60) }, 'The expanded size of the tensor'],
  ['weights alone', { text: 'a', weights: 'https://example.com/w' }, 'reference speech must'],
  ['nothing to say', { text: '…' }, 'list index out of range'],
])('the model fails at %s', async (_, input, error) => {
  const { create } = await startFast();
  const { body } = await create('', input, { Prefer: 'wait' });
  expect(body).toMatchObject({
    status: 'failed',
    output: null,
    error: expect.stringContaining(error) as unknown,
  });
});

test('the model splits long texts itself, at sentences', async () => {
  const { speak } = await startFast();
  expect((await speak('A lamp was lit in the window of the house. '.repeat(30))).body['status']).toBe(
    'succeeded',
  );
});

test('a limit holds back what is too much within a minute', async () => {
  const { server, create } = await startFast({ rateLimit: { creates: 2, others: 1000 } });
  await create('One.');
  await create('Two.');
  const { status, body, headers } = await create('Three.');
  expect(status).toBe(429);
  const seconds = Number(body['retry_after']);
  expect(seconds).toBeGreaterThan(50);
  expect(headers.get('retry-after')).toBe(String(seconds));
  expect(body['detail']).toContain(`resets in ~${seconds}s.`);
  await server.advance(seconds);
  expect((await create('Three.')).status).toBe(201);
});

test('a stream tells the output when it is there', async () => {
  const { server, call } = await startFast();
  const { body } = await call('POST', '/predictions', {
    body: { version: modelVersion, input: { text: 'Flowing.' }, stream: true },
  });
  const { stream: url = '' } = body['urls'] as { stream?: string };
  const events = await (await fetch(url, { headers: { Authorization: `Bearer ${server.token}` } })).text();
  expect(events).toMatch(/^event: output\nid: .+\ndata: http.+output\.wav\n\nevent: done\n/u);
});
