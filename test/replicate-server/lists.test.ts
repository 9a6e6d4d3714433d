import { expect, test } from 'vitest';
import { startFast, type FastServer, type Told } from './fast-server.ts';
import { isRecord } from './json.ts';
import type { ReplicateServerOptions } from './options.ts';

/** A server of small pages with five predictions, `Line 0.` the oldest. */
async function startWithFive(options: ReplicateServerOptions = {}): Promise<FastServer> {
  const fast = await startFast({ pageLength: 2, ...options });
  for (let index = 0; index < 5; index++) await fast.speak(`Line ${index}.`, { seed: index, alpha: 0.25 });
  return fast;
}

/** The entries of a whole list, page by page. */
async function pages({ server, call }: FastServer, query = ''): Promise<Record<string, unknown>[][]> {
  const read: Record<string, unknown>[][] = [];
  for (let path: string | null = `/predictions${query}`; path !== null;) {
    const { body }: Told = await call('GET', path);
    const { results, next } = body;
    read.push(Array.isArray(results) ? results.filter(isRecord) : []);
    path = typeof next === 'string' ? next.replace(server.url, '') : null;
  }
  return read;
}

const seedsOf = (page: readonly Record<string, unknown>[]): unknown[] =>
  page.map(({ input }) => (isRecord(input) ? input['seed'] : null));

async function seeds(fast: FastServer, query?: string): Promise<unknown[][]> {
  return (await pages(fast, query)).map(seedsOf);
}

const inOrder = [[4, 3], [2, 1], [0]];

test('a prediction can be listed only some time after its making, though it can be looked at', async () => {
  const fast = await startWithFive();
  const { server, call, speak } = fast;
  server.faults.next('hidden', { forSeconds: 60 });
  const { body } = await speak('Line 5.', { seed: 5 });
  expect(await seeds(fast)).toEqual(inOrder);
  await server.advance(59);
  expect(await seeds(fast)).toEqual(inOrder);
  expect((await call('GET', `/predictions/${String(body['id'])}`)).status).toBe(200);
  await server.advance(2);
  expect(await seeds(fast)).toEqual([
    [5, 4],
    [3, 2],
    [1, 0],
  ]);
});

test('lists can lack entries, on all pages of so many lists, or for a while', async () => {
  const fast = await startWithFive();
  const { server, speak } = fast;
  server.faults.next('list-lacks', { text: /[14]/u, times: 2 });
  for (let time = 0; time < 2; time++) expect(await seeds(fast)).toEqual([[3, 2], [0]]);
  expect(await seeds(fast)).toEqual(inOrder);
  server.faults.next('list-lacks', { forSeconds: 30 });
  expect(await seeds(fast)).toEqual([[]]);
  await server.advance(31);
  expect(await seeds(fast)).toEqual(inOrder);
  // What is hidden from a number of lists is missing from whole lists, whatever their pages.
  server.faults.next('hidden', { lists: 2 });
  await speak('Line 5.', { seed: 5 });
  for (let time = 0; time < 2; time++) expect(await seeds(fast)).toEqual(inOrder);
  expect((await seeds(fast)).flat()).toContain(5);
});

test('a list can be out of order, from page to page, and still has everything once', async () => {
  const fast = await startWithFive();
  fast.server.faults.next('list-unordered');
  expect(await seeds(fast)).toEqual([[0, 4], [1, 3], [2]]);
  expect(await seeds(fast)).toEqual(inOrder);
});

test('pages can begin with what the page before them ended with', async () => {
  const fast = await startWithFive();
  fast.server.faults.next('list-repeats');
  expect(await seeds(fast)).toEqual([
    [4, 3],
    [4, 3, 2, 1],
    [2, 1, 0],
  ]);
  expect(await seeds(fast)).toEqual(inOrder);
});

test('numbers can be listed as strings, in inputs and metrics', async () => {
  const fast = await startWithFive();
  fast.server.faults.next('list-number-strings');
  const [newest] = (await pages(fast)).flat();
  expect(newest?.['input']).toEqual({ text: 'Line 4.', seed: '4', alpha: '0.25' });
  const metrics = newest?.['metrics'];
  expect(isRecord(metrics) && Object.values(metrics).map((value) => typeof value)).toEqual([
    'string',
    'string',
  ]);
  expect(await seeds(fast)).toEqual(inOrder);
});

test('inputs can be missing from lists, or null, though nothing is removed', async () => {
  const fast = await startWithFive();
  const { server, call } = fast;
  server.faults.next('list-without-inputs');
  server.faults.next('list-null-inputs', { skip: 1, text: 'Line 3' });
  const [missing, nulls] = [(await pages(fast)).flat(), (await pages(fast)).flat()];
  expect(missing.map((entry) => ['input' in entry, entry['data_removed']])).toEqual(
    Array(5).fill([false, false]),
  );
  expect(nulls.map((entry) => [entry['input'] === null, entry['data_removed']])).toEqual([
    [false, false],
    [true, false],
    [false, false],
    [false, false],
    [false, false],
  ]);
  const { body } = await call('GET', `/predictions/${String(missing[0]?.['id'])}`);
  expect(body['input']).toMatchObject({ text: 'Line 4.' });
});

test.each([5, -5])('created_at can be %d hours off in lists, and only there', async (hours) => {
  const fast = await startWithFive();
  const { server, call } = fast;
  server.faults.next('list-created-off', { hours });
  const [newest] = (await pages(fast)).flat();
  const { body } = await call('GET', `/predictions/${String(newest?.['id'])}`);
  const off = Date.parse(String(newest?.['created_at'])) - Date.parse(String(body['created_at']));
  expect(off).toBe(hours * 3_600_000);
  expect(Math.abs(Date.parse(String(body['created_at'])) - server.now())).toBeLessThan(60_000);
});

test.each([5, -5])(
  'created_at can be %d hours off everywhere, and lists are narrowed by that',
  async (hours) => {
    const fast = await startWithFive();
    const { server, call, create } = fast;
    server.faults.next('created-off', { hours });
    const { body } = await create('Line 5.', { seed: 5 });
    const offs = [
      body,
      (await call('GET', `/predictions/${String(body['id'])}`)).body,
      (await pages(fast)).flat()[0],
    ].map((told) => Math.round((Date.parse(String(told?.['created_at'])) - server.now()) / 3_600_000));
    expect(offs).toEqual([hours, hours, hours]);
    const ago = new Date(server.now() - 60_000).toISOString();
    expect((await seeds(fast, `?created_after=${ago}`)).flat().includes(5)).toBe(hours > 0);
  },
);

test.each([3 * 3600, -3 * 3600])(
  'a clock that is %d seconds ahead is told alike by headers and times',
  async (ahead) => {
    const { server, call, create } = await startFast({ clockAhead: ahead });
    const { body, headers } = await create('What time is it?');
    const expected = Date.now() + ahead * 1000;
    for (const told of [body['created_at'], headers.get('date'), server.now()]) {
      expect(Math.abs(new Date(told as string | number).getTime() - expected)).toBeLessThan(5000);
    }
    await server.advance(3600);
    const later = await call('GET', '/account');
    expect(Date.parse(later.headers.get('date') ?? '') - expected).toBeGreaterThan(3_590_000);
  },
);
