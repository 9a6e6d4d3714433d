import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
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

test('says what is wrong with its options', async () => {
  const child = start('--format', 'ogg');
  const [words] = (await once(child.stderr, 'data')) as [Buffer];
  expect(words.toString()).toBe(
    '--format takes mp3 or wav, not “ogg”. Run it with --help to see how it is used.\n',
  );
  expect(await once(child, 'exit')).toEqual([2, null]);
});
