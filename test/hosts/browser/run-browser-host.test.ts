import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, inject, onTestFinished, test } from 'vitest';
import { uploadUrl } from '../../../electron/contract/media.ts';
import { parseBrowserArguments } from '../../../electron/hosts/browser/arguments.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { uploadedFiles, uploadFolders } from './test-host.ts';

const entry = path.join(inject('built'), 'main', 'browser-host.js');

interface Starting {
  environment?: NodeJS.ProcessEnv;
  /** The program that starts it, with the arguments before the host's own. */
  command?: readonly string[];
}

/** Starts the host as a process of its own, with its own temporary files; `address` is what it prints, when it does. */
function start(
  args: readonly string[],
  temporary = temporaryFolder(),
  { environment = {}, command = [process.execPath, entry] }: Starting = {},
) {
  const [program = '', ...before] = command;
  const child = spawn(program, [...before, ...args], {
    env: { ...process.env, npm_lifecycle_event: '', TMPDIR: temporary, TEMP: temporary, ...environment },
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

test('what is given to the browser’s program is worth nothing once it was opened', async (context) => {
  if (process.platform !== 'linux') context.skip('Other systems open addresses by another program.');
  const programs = temporaryFolder();
  const opened = path.join(programs, 'opened');
  writeFileSync(
    path.join(programs, 'xdg-open'),
    `#!/bin/sh\nprintf '%s ' "$@" > '${opened}.new'\nmv '${opened}.new' '${opened}'\n`,
    {
      mode: 0o755,
    },
  );
  const environment = { PATH: `${programs}${path.delimiter}${process.env['PATH'] ?? ''}` };
  const host = start(['--library', temporaryFolder()], undefined, { environment });
  const url = await host.address;
  await expect.poll(() => existsSync(opened), { timeout: 10_000 }).toBe(true);
  const [given = '', ...surplus] = readFileSync(opened, 'utf8').trim().split(' ');
  expect(surplus).toEqual([]);
  const token = new URL(url).pathname.slice(3, -1);
  expect(given).not.toContain(token);
  const followed = await fetch(given);
  expect([followed.url, followed.status]).toEqual([url, 200]);
  const again = await fetch(given);
  expect([again.status, again.url]).toEqual([410, given]);
  expect(await again.text()).toMatch(/Take the address that Lectern printed on its terminal/u);
  expect((await fetch(url)).status).toBe(200);
});

test('a killed host’s uploads go at the next start; those of a running one stay', async () => {
  const temporary = temporaryFolder();
  const send = async (url: string): Promise<void> => {
    const headers = { Origin: new URL(url).origin };
    const sent = fetch(`${url}${uploadUrl('a.txt', 'manuscript')}`, {
      method: 'POST',
      headers,
      body: 'mine',
    });
    expect((await sent).status).toBe(200);
  };
  const killed = start(['--no-open', '--library', temporaryFolder()], temporary);
  await send(await killed.address);
  killed.child.kill('SIGKILL');
  await killed.ended;
  const [left = ''] = uploadFolders(temporary);
  expect(existsSync(left)).toBe(true);

  const running = start(['--no-open', '--library', temporaryFolder()], temporary);
  await send(await running.address);
  expect(existsSync(left)).toBe(false);
  const kept = uploadedFiles(temporary);
  expect(kept).toHaveLength(1);
  await start(['--no-open', '--library', temporaryFolder()], temporary).address;
  expect(uploadedFiles(temporary)).toEqual(kept);
});

test('it ends with the shell in which npm started it, which keeps a signal to itself', async (context) => {
  if (process.platform === 'win32') context.skip('There ending npm ends what it started.');
  const library = temporaryFolder();
  // As npm runs a script: by a shell that waits for it.
  const script = `"${process.execPath}" "${entry}" "$@"; exit $?`;
  const shell = start(['--no-open', '--library', library], undefined, {
    environment: { npm_lifecycle_event: 'start' },
    command: ['/bin/sh', '-c', script, 'sh'],
  });
  const url = await shell.address;
  expect((await fetch(url)).status).toBe(200);
  shell.child.kill('SIGTERM');
  // The output ends when the host lets go of it, not when the shell does.
  expect(await shell.ended).toMatchObject({ err: '' });
  await expect(fetch(url)).rejects.toThrow();
  const next = start(['--no-open', '--library', library]);
  expect(await next.address).not.toBe('');
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
