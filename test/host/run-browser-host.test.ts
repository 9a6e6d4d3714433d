import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, inject, onTestFinished, test } from 'vitest';
import { uploadUrl } from '../../electron/contract/media.ts';
import { parseBrowserArguments } from '../../electron/host/arguments.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { uploadFolders } from './test-host.ts';

const entry = path.join(inject('built'), 'main', 'browser-host.js');

/** Starts the host as a process of its own, with its own temporary files; `address` is what it prints, when it does. */
function start(args: readonly string[], temporary = temporaryFolder()) {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...process.env, npm_lifecycle_event: '', TMPDIR: temporary, TEMP: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
    ([[code], out, err]) => ({ code: code as number | null, out, err }),
  );
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const address = (once(child.stdout, 'data') as Promise<[Buffer]>).then(([line]) => {
    const [, url = ''] =
      /^Lectern is at (http:\/\/127\.0\.0\.1:\d+\/t\/[\w-]{43}\/)\n$/u.exec(line.toString()) ?? [];
    return url;
  });
  return { child, ended, address };
}

test('serves the built page until a signal ends it, and lets go of all', async () => {
  const library = temporaryFolder();
  const temporary = temporaryFolder();
  const first = start(['--no-open', '--library', library], temporary);
  const url = await first.address;
  const page = await fetch(url);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<div id="root">')]);

  const held = await start(['--no-open', '--library', library]).ended;
  expect(held).toMatchObject({ code: 1, out: '' });
  expect(held.err).toContain('Lectern in a browser');

  const headers = { Origin: new URL(url).origin };
  await fetch(`${url}${uploadUrl('a.txt', 'manuscript')}`, {
    method: 'POST',
    headers,
    body: 'never imported',
  });
  expect(uploadFolders(temporary)).toHaveLength(1);
  first.child.kill('SIGTERM');
  expect(await first.ended).toEqual({ code: 0, out: `Lectern is at ${url}\n`, err: '' });
  expect(uploadFolders(temporary)).toEqual([]);

  const second = start(['--no-open', '--library', library]);
  expect(await second.address).not.toBe(url);
  second.child.kill('SIGINT');
  expect(await second.ended).toMatchObject({ code: 0, err: '' });
});

test('a command that cannot be understood ends with exit code 2 and a hint', async () => {
  const { code, out, err } = await start(['--port', 'seven']).ended;
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/“seven” is no port.*\n.*--help/u);
});

test.each([
  [['--port', '65536'], /is no port/u],
  [['--port', '-1'], /--port/u],
  [['--colour'], /--colour/u],
  [['book.epub'], /book\.epub/u],
  [['--library', ''], /folder is empty/u],
])('%j is not understood', (args, reason) => {
  expect(() => parseBrowserArguments(args, '/')).toThrow(reason);
});

test('folders are meant from where the person stands; any free port is as good as another', () => {
  const folder = temporaryFolder();
  expect(parseBrowserArguments(['--library', 'books'], folder)).toEqual({
    port: null,
    open: true,
    library: path.join(folder, 'books'),
  });
  expect(parseBrowserArguments(['--port', '4100', '--no-open'], folder)).toMatchObject({
    port: 4100,
    open: false,
  });
});

test('--help tells how it is used', async () => {
  const { code, out } = await start(['--help']).ended;
  expect(code).toBe(0);
  expect(out).toContain('--no-open');
});
