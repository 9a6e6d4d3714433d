import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { faultStages } from './fault-names.ts';
import { help } from './help.ts';
import { modelVersion } from './model.ts';

const main = path.join(import.meta.dirname, 'main.ts');

function start(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function firstWords(...args: string[]) {
  const child = start(...args);
  const [words] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, words: words.toString() };
}

test('runs by hand, is told of faults by other programs, and ends when it is asked to', async () => {
  const { child, words } = await firstWords(
    '--port',
    '0',
    '--voice',
    'tone',
    '--token',
    'mine',
    '--speed',
    '100',
  );
  const api = /API address\s+(\S+)/u.exec(words)?.[1] ?? '';
  expect(words).toMatch(/Token\s+mine\n/u);
  expect(words).toContain(`--api-url ${api}`);
  const control = new URL('/_control', api).href;
  const post = (url: string, body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const headers = { Authorization: 'Bearer mine' };
  const create = async () => {
    const body = JSON.stringify({ version: modelVersion, input: { text: 'By hand.' } });
    return (await fetch(`${api}/predictions`, { method: 'POST', headers, body })).status;
  };
  expect((await post(`${control}/faults`, { name: 'nonsense' })).status).toBe(422);
  expect((await post(`${control}/faults`, { name: 'credit-needed', times: 'always' })).status).toBe(201);
  expect([await create(), await create()]).toEqual([402, 402]);
  expect((await fetch(`${control}/faults`, { method: 'DELETE' })).status).toBe(204);
  expect(await create()).toBe(201);
  expect((await post(`${control}/advance`, { seconds: 10 })).status).toBe(204);
  const stats: unknown = await (await fetch(`${control}/stats`)).json();
  expect(stats).toMatchObject({ creates: 1, running: 0, inputs: [{ creates: [{ status: 'succeeded' }] }] });
  const requests: unknown = await (await fetch(`${control}/requests`)).json();
  expect(requests).toMatchObject([{ status: 402 }, { status: 402 }, { status: 201 }]);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('has its API below the path, and its clock as far ahead, as it is told', async () => {
  const { words } = await firstWords('--port', '0', '--base-path', '/replicate/v1', '--clock-ahead=-7200');
  const api = /API address\s+(\S+)/u.exec(words)?.[1] ?? '';
  expect(new URL(api).pathname).toBe('/replicate/v1');
  const { status, headers } = await fetch(`${api}/account`);
  expect(status).toBe(401);
  expect((Date.now() - Date.parse(headers.get('date') ?? '')) / 3_600_000).toBeCloseTo(2, 1);
});

test('its help tells every fault, in lines that fit a terminal', () => {
  for (const name of Object.keys(faultStages)) expect(help).toMatch(new RegExp(`^  ${name} +\\S`, 'mu'));
  expect(help.split('\n').filter(({ length }) => length > 120)).toEqual([]);
});

test.each([
  [['--format', 'ogg'], '--format takes mp3 or wav, not “ogg”.'],
  [['--base-path', 'v1/'], '--base-path takes a path such as /v1, not “v1/”.'],
])('says what is wrong with %s', async (args, problem) => {
  const child = start(...args);
  const [words] = (await once(child.stderr, 'data')) as [Buffer];
  expect(words.toString()).toBe(`${problem} Run it with --help to see how it is used.\n`);
  expect(await once(child, 'exit')).toEqual([2, null]);
});
