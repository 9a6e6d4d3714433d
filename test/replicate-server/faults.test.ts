import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startFast } from './fast-server.ts';
import { faultStages } from './fault-names.ts';

test('a socket dropped before accepting leaves nothing, one dropped after leaves a prediction', async () => {
  const { server, create } = await startFast();
  server.faults.next('drop-before-accept');
  await expect(create('Lost on the way.')).rejects.toThrow('fetch failed');
  expect(server.stats.creates).toBe(0);
  server.faults.next('drop-after-accept');
  await expect(create('Lost on the way back.')).rejects.toThrow('fetch failed');
  expect(server.stats.creates).toBe(1);
  expect((await create('Found.')).status).toBe(201);
  expect(server.requests.map(({ status }) => status)).toEqual([null, null, 201]);
});

test.each([
  ['rate-limited', 429, { retryAfter: 7 }, { retry_after: 7 }],
  ['credit-needed', 402, {}, { title: 'Insufficient credit' }],
  ['token-refused', 401, {}, { title: 'Unauthenticated' }],
  ['server-error', 500, {}, {}],
  ['service-unavailable', 503, { retryAfter: 3 }, {}],
] as const)('%s is answered in its own way, and nothing is made', async (name, status, options, body) => {
  const { server, create } = await startFast();
  server.faults.next(name, options);
  const told = await create('Not now.');
  expect(told).toMatchObject({ status, body });
  if ('retryAfter' in options) expect(told.headers.get('retry-after')).toBe(String(options.retryAfter));
  expect(server.stats.creates).toBe(0);
});

test('an answer can be late, broken or without its id', async () => {
  const { server, call, create } = await startFast();
  server.faults.next('lost-id');
  expect((await create('Who?')).body).not.toHaveProperty('id');
  server.faults.next('garbage');
  await expect(create('What?')).rejects.toThrow('JSON');
  server.faults.next('server-error-after-accept');
  expect((await create('Why?')).status).toBe(500);
  expect(server.stats.creates).toBe(3);
  server.faults.next('delay', { seconds: 30 });
  let isAnswered = false;
  const late = create('When?').finally(() => (isAnswered = true));
  while (server.stats.creates < 4) await call('GET', '/account');
  expect(isAnswered).toBe(false);
  await server.advance(30);
  expect((await late).status).toBe(201);
});

test('a prediction can be stuck, fail, abort, lose its data, and outrun its cancel', async () => {
  const { server, call, create, speak } = await startFast();
  const get = async (id: unknown) => (await call('GET', `/predictions/${String(id)}`)).body;
  server.faults.next('stuck');
  const { body: stuck } = await create('Still here.');
  await server.advance(600);
  expect((await get(stuck['id']))['status']).toBe('processing');
  expect(server.running()).toEqual([stuck['id']]);
  expect((await call('POST', `/predictions/${String(stuck['id'])}/cancel`)).body['status']).toBe('canceled');
  server.faults.next('failed', { error: 'CUDA out of memory' });
  expect((await speak('Too much.')).body).toMatchObject({ status: 'failed', error: 'CUDA out of memory' });
  server.faults.next('aborted');
  expect((await speak('No.')).body['status']).toBe('aborted');
  server.faults.next('output-expired');
  const { body: expired } = await speak('Gone.');
  expect(await get(expired['id'])).toMatchObject({ status: 'succeeded', data_removed: true, output: null });
});

test('what outruns its cancel has succeeded in the end', async () => {
  const { server, call, create } = await startFast({ secondsPerCharacter: 60 });
  server.faults.next('outrun-cancel');
  const { body } = await create('Nearly done.');
  const path = `/predictions/${String(body['id'])}`;
  expect((await call('POST', `${path}/cancel`)).status).toBe(200);
  expect((await call('GET', path)).body).toMatchObject({
    status: 'succeeded',
    output: expect.any(String) as unknown,
  });
});

test('a hidden prediction is listed only after so many lists', async () => {
  const { server, call, create } = await startFast();
  server.faults.next('hidden', { lists: 2 });
  await create('Peekaboo.');
  const lengths: unknown[] = [];
  for (let time = 0; time < 3; time++) {
    const { results } = (await call('GET', '/predictions')).body;
    lengths.push(Array.isArray(results) && results.length);
  }
  expect(lengths).toEqual([0, 0, 1]);
});

test('faults meet the requests that they name, as often as they say', async () => {
  const { server, call, create } = await startFast();
  const fault = server.faults.next('server-error', { text: 'lamp', times: 2, skip: 1 });
  server.faults.next('credit-needed', { endpoint: 'account' });
  const texts = ['A lamp.', 'A chair.', 'A lamp.', 'Two lamps.', 'A lamp.'];
  const statuses: number[] = [];
  for (const text of texts) statuses.push((await create(text)).status);
  expect(statuses).toEqual([201, 201, 500, 500, 201]);
  expect(fault).toMatchObject({ acted: 2, times: 0 });
  expect(server.faults.pending.map(({ name }) => name)).toEqual(['credit-needed']);
  expect((await call('GET', '/predictions')).status).toBe(200);
  expect((await call('GET', '/account')).status).toBe(402);
});

test('outlives a client that is killed in the middle of its request', async () => {
  const { server, create } = await startFast();
  const { port } = new URL(server.url);
  const socket = connect(Number(port), '127.0.0.1');
  const head = `POST /v1/predictions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.token}\r\n`;
  socket.write(`${head}Content-Length: 100\r\n\r\n{"version": `);
  while (server.requests.length === 0) await new Promise(setImmediate);
  socket.resetAndDestroy();
  expect((await create('Still there?')).status).toBe(201);
  expect(server.stats.creates).toBe(1);
});

test('other processes can ask for every fault, with every option', async () => {
  const { server } = await startFast();
  const options = {
    times: 'always',
    afterSeconds: 5,
    forSeconds: 'always',
    seconds: 60,
    hours: -3,
    lists: 2,
  };
  const names = Object.keys(faultStages);
  for (const name of names) {
    const body = JSON.stringify({ name, ...options, endpoint: 'every' });
    const answer = await fetch(new URL('/_control/faults', server.url), { method: 'POST', body });
    expect([name, answer.status]).toEqual([name, 201]);
  }
  const told = { ...options, times: Infinity, forSeconds: Infinity };
  expect(server.faults.pending).toMatchObject(names.map((name) => ({ name, ...told })));
});

test('what is wrong with a fault is said, and it is not asked for', async () => {
  const { server } = await startFast();
  for (const wrong of [{ forSeconds: -1 }, { hours: 'five' }, { endpoint: 'nowhere' }, { forseconds: 1 }]) {
    const body = JSON.stringify({ name: 'html-audio', ...wrong });
    const answer = await fetch(new URL('/_control/faults', server.url), { method: 'POST', body });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(Object.keys(wrong)[0]);
  }
  expect(server.faults.pending).toEqual([]);
});

test('a fault can meet every endpoint for a while, downloads included', async () => {
  const { server, call, speak } = await startFast();
  const url = String((await speak('Before the storm.')).body['output']);
  const fault = server.faults.next('service-unavailable', { endpoint: 'every', forSeconds: 20 });
  for (const path of ['/account', '/predictions', '/files'])
    expect((await call('GET', path)).status).toBe(503);
  expect((await fetch(url)).status).toBe(503);
  expect(fault.acted).toBe(4);
  await server.advance(21);
  for (const path of ['/account', '/predictions', '/files'])
    expect((await call('GET', path)).status).toBe(200);
  expect((await fetch(url)).status).toBe(200);
});
