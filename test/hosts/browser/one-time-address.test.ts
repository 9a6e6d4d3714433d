import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import process from 'node:process';
import { expect, onTestFinished, test, vi } from 'vitest';
import { OneTimeCodes } from '../../../electron/hosts/browser/one-time-codes.ts';
import { openPage } from '../../support/browser-studio.ts';
import { page, startTestHost, type TestHost } from './test-host.ts';

const pathOf = (url: string): string => new URL(url).pathname;

const stays = /Take the address that Lectern printed on its terminal: that one stays good/u;

test('a one-time address leads to the page once, without a trace, and says then where to take another', async () => {
  const host = await startTestHost();
  const url = host.server.oneTimeUrl();
  const token = host.base.slice(3, -1);
  expect(url).not.toContain(token);
  const first = await host.ask(pathOf(url));
  expect([first.status, first.headers.location, first.body]).toEqual([303, host.base, '']);
  expect(first.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });

  for (let again = 0; again < 2; again++) {
    const second = await host.ask(pathOf(url));
    expect([second.status, second.headers.location]).toEqual([410, undefined]);
    expect(second.body).toMatch(stays);
    expect(second.body).not.toContain(token);
  }
  // What is printed on the terminal stays good, and so does a second one-time address.
  expect((await host.ask(host.base)).body).toBe(page);
  expect(await (await fetch(host.server.oneTimeUrl())).text()).toBe(page);
});

test('a browser that opens it keeps no trace of it, neither to go back to nor as a referrer', async (context) => {
  const host = await startTestHost();
  const opened = await openPage(context, host.server.oneTimeUrl());
  expect(opened.url()).toBe(host.server.url);
  expect(await opened.evaluate('document.referrer')).toBe('');
  await opened.goBack();
  expect(opened.url()).toBe('about:blank');
});

test('only opening it uses it up, and only under an address of Lectern’s own', async () => {
  const host = await startTestHost();
  const path = pathOf(host.server.oneTimeUrl());
  expect((await host.ask(path, { method: 'HEAD' })).status).toBe(405);
  expect((await host.ask(path, { method: 'POST', headers: { Origin: host.origin } })).status).toBe(403);
  expect((await host.ask(path, { headers: { Host: 'evil.example' } })).status).toBe(403);
  expect((await host.ask(path, { headers: { Origin: 'http://evil.example' } })).status).toBe(403);
  expect((await host.ask(path)).status).toBe(303);
});

test('a code that was never given, or given by another Lectern, lets nobody in', async () => {
  const host = await startTestHost();
  const other = await startTestHost();
  for (const path of [pathOf(other.server.oneTimeUrl()), '/open/', '/open/x', `${host.base}open/x`]) {
    const { status, headers } = await host.ask(path);
    expect([403, 404], path).toContain(status);
    expect(headers.location).toBeUndefined();
  }
});

test('it is good for a minute', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const codes = new OneTimeCodes();
  const [early, late] = [codes.make(), codes.make()];
  vi.advanceTimersByTime(59_000);
  expect(codes.redeem(early)).toBe('good');
  vi.advanceTimersByTime(2000);
  expect([codes.redeem(late), codes.redeem(early), codes.redeem('made up')]).toEqual([
    'spent',
    'spent',
    'unknown',
  ]);
});

/** Opens an address as another user of this computer, with bash alone; the answer is what came back. */
async function askAs(uid: number, { origin }: TestHost, path: string): Promise<string> {
  const { hostname, port, host } = new URL(origin);
  const script = `exec 3<>/dev/tcp/${hostname}/${port}; printf 'GET ${path} HTTP/1.1\\r\\nHost: ${host}\\r\\nConnection: close\\r\\n\\r\\n' >&3; cat <&3`;
  const child: ChildProcess = spawn('/bin/bash', ['-c', script], {
    uid,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('nothing to read');
  const [said] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return said;
}

test('another user of the computer who reads it from a program’s arguments comes to nothing', async (context) => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    context.skip('Only root can be somebody else.');
  }
  const host = await startTestHost();
  const path = pathOf(host.server.oneTimeUrl());
  const nobody = 65_534;
  expect(await askAs(nobody, host, path)).toMatch(/^HTTP\/1\.1 403 [^]*for the person who started Lectern/u);
  // It is not even used up by the attempt.
  expect(await askAs(0, host, path)).toMatch(/^HTTP\/1\.1 303 /u);
});
