import { expect, test } from 'vitest';
import { startFast } from './fast-server.ts';
import type { FaultName } from './faults.ts';

// What passes by itself, and what does not: whoever waits must be able to have what was paid for, and the books must
// know it.

test('a success can be without its output for some seconds, and paying again then is a double payment', async () => {
  const { server, call, speak } = await startFast();
  server.faults.next('late-output', { forSeconds: 6 });
  const { body } = await speak('Not yet.');
  const path = `/predictions/${String(body['id'])}`;
  expect(body).toMatchObject({ status: 'succeeded', output: null, data_removed: false });
  expect(body['input']).toEqual({ text: 'Not yet.' });
  await server.advance(5);
  expect((await call('GET', path)).body).toMatchObject({ output: null, data_removed: false });
  expect((await call('GET', '/predictions')).body).toMatchObject({ results: [{ output: null }] });
  expect(server.stats).toMatchObject({
    unusable: 0,
    inputs: [{ creates: [{ isFetchable: false, isToBeHad: true }] }],
  });
  await speak('Not yet.');
  expect(server.doublePayments().map(({ text }) => text)).toEqual(['Not yet.']);
  await server.advance(2);
  const { output } = (await call('GET', path)).body;
  expect((await fetch(String(output))).headers.get('content-type')).toBe('audio/wav');
  expect(server.stats.inputs[0]?.creates[0]).toMatchObject({ isFetchable: true, isToBeHad: true });
});

test('an output that never comes, or comes when the data are gone, was paid for in vain', async () => {
  const { server, call, speak } = await startFast();
  server.faults.next('late-output', { lasting: true });
  const { body } = await speak('Never.');
  server.faults.next('late-output', { forSeconds: 3601 });
  await speak('Too late.');
  expect(server.stats.unusable).toBe(2);
  await speak('Never.');
  await speak('Too late.');
  await server.advance(3500);
  expect((await call('GET', `/predictions/${String(body['id'])}`)).body['output']).toBeNull();
  expect(server.stats).toMatchObject({ creates: 4, distinctInputs: 2, unusable: 2, doublePayments: [] });
  await server.advance(200);
  const tooLate = String(server.predictions[1]?.id);
  expect((await call('GET', `/predictions/${tooLate}`)).body).toMatchObject({
    output: null,
    data_removed: true,
  });
});

test.each<[FaultName, FaultName]>([
  ['output-expired', 'url-expired'],
  ['output-expired', 'late-output'],
  ['deleted', 'html-audio'],
  ['deleted', 'late-output'],
])('%s before %s is over leaves nothing that was ever to be had', async (end, outage) => {
  const { server, speak } = await startFast();
  server.faults.next(end, { seconds: 30 });
  server.faults.next(outage, { forSeconds: 60 });
  await speak('Neither then nor later.');
  expect(server.stats).toMatchObject({ unusable: 1, inputs: [{ creates: [{ isToBeHad: false }] }] });
  await speak('Neither then nor later.');
  expect(server.doublePayments()).toEqual([]);
});

test.each([
  ['url-expired', 404, 'application/json'],
  ['html-audio', 200, 'text/html; charset=utf-8'],
  ['empty-audio', 200, 'audio/wav'],
] as const)(
  '%s for some seconds gives way to the audio, which was owed all along',
  async (name, status, type) => {
    const { server, speak } = await startFast();
    server.faults.next(name, { forSeconds: 6 });
    const { body } = await speak('In a moment.');
    const url = String(body['output']);
    for (const seconds of [0, 3, 2]) {
      await server.advance(seconds);
      const answer = await fetch(url);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
      await answer.bytes();
    }
    expect(server.stats).toMatchObject({ unusable: 0, downloads: { complete: 0, broken: 3 } });
    await speak('In a moment.');
    expect(server.doublePayments()).toHaveLength(1);
    await server.advance(2);
    expect((await (await fetch(url)).bytes()).length).toBeGreaterThan(44);
    expect(server.stats).toMatchObject({ unusable: 0, downloads: { complete: 1, broken: 3 } });
  },
);

test('paying again for what is under way is judged by how that ends, outages included', async () => {
  const { server, create } = await startFast({ secondsPerCharacter: 1 });
  server.faults.next('url-expired', { text: 'Passes', forSeconds: 60 });
  server.faults.next('late-output', { text: 'Late', forSeconds: 60 });
  server.faults.next('url-expired', { text: 'Stays', lasting: true });
  server.faults.next('output-expired', { text: 'Removed' });
  for (const text of ['Passes.', 'Late.', 'Stays.', 'Removed.']) {
    await create(text);
    await create(text);
  }
  expect(server.doublePayments()).toEqual([]);
  await server.advance(10);
  expect(server.doublePayments().map(({ text }) => text)).toEqual(['Passes.', 'Late.']);
});

test('several faults of one audio follow one another', async () => {
  const { server, speak } = await startFast();
  server.faults.next('url-expired', { forSeconds: 5 });
  server.faults.next('html-audio', { forSeconds: 10 });
  const url = String((await speak('By turns.')).body['output']);
  const types: unknown[] = [];
  for (const seconds of [0, 6, 5]) {
    await server.advance(seconds);
    types.push((await fetch(url)).headers.get('content-type'));
  }
  expect(types).toEqual(['application/json', 'text/html; charset=utf-8', 'audio/wav']);
});

test('every download can be spoilt for some seconds, whichever prediction’s it is', async () => {
  const { server, speak } = await startFast();
  const url = String((await speak('Before.')).body['output']);
  server.faults.next('html-audio', { endpoint: 'download', forSeconds: 30 });
  const later = String((await speak('After.')).body['output']);
  for (const address of [url, later, url])
    expect((await fetch(address)).headers.get('content-type')).toContain('html');
  await server.advance(31);
  expect((await fetch(url)).headers.get('content-type')).toBe('audio/wav');
  expect(server.faults.pending).toEqual([]);
  expect(server.stats).toMatchObject({ unusable: 0, creates: 2 });
});

test('data can be removed early, and are owed until then', async () => {
  const { server, call, speak } = await startFast();
  server.faults.next('output-expired', { seconds: 60, times: 2 });
  const { body } = await speak('Be quick.');
  expect(server.stats.unusable).toBe(0);
  await server.advance(61);
  const path = `/predictions/${String(body['id'])}`;
  expect((await call('GET', path)).body).toMatchObject({
    status: 'succeeded',
    data_removed: true,
    output: null,
  });
  expect((await fetch(String(body['output']))).status).toBe(404);
  expect(server.stats.unusable).toBe(1);
  await speak('Be quick.');
  expect(server.doublePayments()).toEqual([]);
  await speak('Be quick.');
  expect(server.doublePayments()).toHaveLength(1);
});

test.each([
  ['not-found', 'application/json'],
  ['not-found-page', 'text/html; charset=utf-8'],
] as const)('%s can meet one look at a prediction, long after it was sent', async (name, type) => {
  const { server, call, create } = await startFast({ secondsPerCharacter: 10 });
  const { body } = await create('Where is it?');
  const path = `/predictions/${String(body['id'])}`;
  const fault = server.faults.next(name, { afterSeconds: 22 });
  expect((await call('GET', path)).status).toBe(200);
  await server.advance(23);
  expect((await call('GET', '/account')).status).toBe(200);
  const gone = await call('GET', path);
  expect([gone.status, gone.headers.get('content-type')]).toEqual([404, type]);
  expect(fault.acted).toBe(1);
  expect((await call('GET', path)).status).toBe(200);
  await create('Where is it?');
  await server.advance(200);
  expect(server.doublePayments()).toHaveLength(1);
});

test('another program can answer at the address for a while, to whatever is asked', async () => {
  const { server, call, create } = await startFast();
  const { body } = await create('Still here.');
  server.faults.next('another-program', { forSeconds: 60 });
  const asked = [
    `/predictions/${String(body['id'])}`,
    '/predictions',
    '/account',
    '/models/adirik/styletts2',
    '/x',
  ];
  for (const path of asked) {
    const { status, headers } = await call('GET', path);
    expect([path, status, headers.get('content-type')]).toEqual([path, 404, 'text/html; charset=utf-8']);
  }
  // It knows of no tokens, and takes no orders.
  expect((await fetch(`${server.url}/account`)).status).toBe(404);
  expect((await create('Lost.')).status).toBe(404);
  await server.advance(61);
  for (const path of asked.slice(0, 4)) expect((await call('GET', path)).status).toBe(200);
  expect(server.stats.creates).toBe(1);
});

test('a prediction that is deleted is gone from a right address, and nothing more can be had of it', async () => {
  const { server, call, speak } = await startFast();
  server.faults.next('deleted', { seconds: 30 });
  const { body } = await speak('Deleted.');
  const path = `/predictions/${String(body['id'])}`;
  expect((await call('GET', path)).status).toBe(200);
  expect(server.stats.unusable).toBe(0);
  await server.advance(31);
  expect((await call('GET', path)).body).toEqual({
    detail: 'The requested resource could not be found.',
    status: 404,
  });
  expect((await call('GET', '/predictions')).body['results']).toEqual([]);
  expect((await call('GET', '/account')).status).toBe(200);
  expect((await fetch(String(body['output']))).status).toBe(404);
  await speak('Deleted.');
  expect(server.stats).toMatchObject({ creates: 2, unusable: 1, doublePayments: [] });
});

test('a prediction that its owner deletes is gone, one that runs is ended by it, and what was paid for is lost', async () => {
  const { server, call, create, speak } = await startFast({ secondsPerCharacter: 1 });
  const { body: running } = await create('Running.');
  expect(server.deletePrediction(String(running['id']))).toBe(true);
  expect(server.deletePrediction(String(running['id']))).toBe(false);
  expect(server.running()).toEqual([]);
  const spoken = speak('Spoken.');
  while (server.predictions.length < 2) await call('GET', '/account');
  await server.advance(10);
  const { id } = (await spoken).body;
  const control = new URL(`/_control/predictions/${String(id)}`, server.url);
  const statuses = [await fetch(control, { method: 'DELETE' }), await fetch(control, { method: 'DELETE' })];
  expect(statuses.map(({ status }) => status)).toEqual([204, 404]);
  expect((await call('GET', `/predictions/${String(id)}`)).status).toBe(404);
  expect((await call('GET', '/predictions')).body['results']).toEqual([]);
  for (const text of ['Running.', 'Spoken.']) await create(text);
  await server.advance(10);
  expect(server.stats).toMatchObject({ creates: 4, unusable: 2, doublePayments: [] });
});

test('the token of another account is right, and sees nothing of what the first one paid for', async () => {
  const { server, call, speak } = await startFast({ otherToken: 'r8_neighbour' });
  const { body } = await speak('Mine.');
  const headers = { Authorization: 'Bearer r8_neighbour' };
  const { body: own } = await call('GET', '/account');
  const other = await call('GET', '/account', { headers });
  expect([other.status, typeof other.body['username']]).toEqual([200, 'string']);
  expect(other.body['username']).not.toBe(own['username']);
  const path = `/predictions/${String(body['id'])}`;
  expect((await call('GET', path, { headers })).status).toBe(404);
  expect((await call('POST', `${path}/cancel`, { headers })).status).toBe(404);
  expect((await call('GET', '/predictions', { headers })).body).toEqual({
    next: null,
    previous: null,
    results: [],
  });
  expect((await call('GET', '/models/adirik/styletts2', { headers })).status).toBe(200);
  const create = {
    headers,
    body: { version: server.predictions[0]?.request.version, input: { text: 'Mine.' } },
  };
  expect((await call('POST', '/predictions', create)).status).toBe(402);
  expect((await call('GET', path)).status).toBe(200);
  expect(server.stats.creates).toBe(1);
});

test.each<[FaultName, object]>([
  ['failed', {}],
  ['url-expired', { lasting: true }],
  ['late-output', { lasting: true }],
])('a service can be wholly broken: %s, of every prediction', async (name, options) => {
  const { server, speak } = await startFast();
  server.faults.next(name, { ...options, times: Infinity });
  for (const text of ['One.', 'Two.', 'Two.']) {
    const { output } = (await speak(text)).body;
    if (typeof output === 'string') expect((await fetch(output)).status).toBe(404);
  }
  expect(server.stats).toMatchObject({ creates: 3, distinctInputs: 2, unusable: 3, doublePayments: [] });
});
