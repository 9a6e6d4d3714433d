import { readFileSync, statSync } from 'node:fs';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { ticketSchema, type ReadingPurpose } from '../../../electron/contract/calls.ts';
import { exportUrl, stitchedUrl, uploadUrl } from '../../../electron/contract/media.ts';
import { startBrowserServer } from '../../../electron/hosts/browser/browser-server.ts';
import { exportsFolder } from '../../../electron/media/media.ts';
import { stitchWav } from '../../support/stitch-wav.ts';
import { book } from '../../support/lamp-book.ts';
import { connect, page, startTestHost, uploadedFiles, uploadFolders, type TestHost } from './test-host.ts';

/** Uploads a manuscript as the page does. */
async function upload(host: TestHost, name: string, body: string, purpose: ReadingPurpose = 'manuscript') {
  const headers = { Origin: host.origin };
  const response = await fetch(`${host.server.url}${uploadUrl(name, purpose)}`, {
    method: 'POST',
    headers,
    body,
  });
  return z.object({ ticket: ticketSchema }).parse(await response.json());
}

describe('the page', () => {
  test('comes with a policy that lets nothing but its own scripts run', async () => {
    const host = await startTestHost();
    const { port } = new URL(host.origin);
    const answer = await host.ask(host.base);
    expect(answer.body).toBe(page);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy':
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
        `media-src 'self' blob:; connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}; ` +
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
    });
    const script = await host.ask(`${host.base}assets/app.js`);
    expect([script.status, script.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect((await host.ask(`${host.base}assets/app.js`, { method: 'HEAD' })).body).toBe('');
    expect((await host.ask(host.base, { method: 'PUT', headers: { Origin: host.origin } })).status).toBe(405);
  });

  test('ends at its own folder, however a path is spelled', async () => {
    const host = await startTestHost();
    const outside = [
      '../outside.js',
      '..%2foutside.js',
      '%2e%2e/outside.js',
      '%2e%2e%2foutside.js',
      '..\\outside.js',
      '..%5coutside.js',
      'assets/../../outside.js',
      'assets//../../outside.js',
      '/outside.js',
      'file:///outside.js',
      'assets/%00app.js',
      'assets/app.js%00.html',
      'notes.secret',
      'assets',
      'assets/',
      'assets/none.js',
      '.env.js',
    ];
    for (const name of outside) {
      const { status, body } = await host.ask(`${host.base}${name}`);
      expect(status, name).toBe(404);
      expect(body).not.toContain('not for');
    }
  });
});

describe('uploads', () => {
  test('are imported once, and their files are gone afterwards', async () => {
    const host = await startTestHost();
    const page = await connect(host);
    const { ticket } = await upload(host, 'Die “Lampe”.md', book);
    expect(uploadedFiles(os.tmpdir())).toHaveLength(1);
    const { project } = await page.client.call('projects.import', { ticket });
    expect(project).toMatchObject({ title: 'The Lamp', sourceName: 'Die “Lampe”.md' });
    expect(uploadedFiles(os.tmpdir())).toEqual([]);
    await expect(page.client.call('projects.import', { ticket })).rejects.toMatchObject({
      problem: { code: 'not-found' },
    });
    await upload(host, 'never imported.txt', 'x');
    await host.server.close();
    expect(uploadFolders(os.tmpdir())).toEqual([]);
  });

  test('that are no manuscript are refused in the words of every host, and removed', async () => {
    const host = await startTestHost();
    const page = await connect(host);
    for (const [name, body, code] of [
      ['empty.txt', '', 'file-empty'],
      ['../../picture.txt', '\u0089PNG\r\n\u001a\n', 'file-unsupported'],
    ] as const) {
      const { ticket } = await upload(host, name, body);
      await expect(page.client.call('projects.import', { ticket })).rejects.toMatchObject({
        problem: { code },
      });
    }
    expect(uploadedFiles(os.tmpdir())).toEqual([]);
  });

  test('that are too large are refused, announced or not, and leave nothing behind', async () => {
    const limit = 1024 * 1024;
    const host = await startTestHost({ manuscript: limit, audio: limit / 2 });
    const url = `${host.base}${uploadUrl('big.txt', 'manuscript')}`;
    const body = new Uint8Array(limit + 1);
    const headers = { Origin: host.origin };
    const announced = { ...headers, 'Content-Length': body.length };
    for (const sent of [announced, { ...headers, 'Transfer-Encoding': 'chunked' }]) {
      const answer = await host.ask(url, { method: 'POST', headers: sent, body });
      expect(answer.status).toBe(413);
      expect(JSON.parse(answer.body)).toMatchObject({
        problem: {
          code: 'file-unsupported',
          message: expect.stringContaining('“big.txt” is larger than 1 MB') as string,
        },
      });
    }
    const recording = await host.ask(`${host.base}${uploadUrl('Voice.MP3', 'audio')}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(limit / 2 + 1),
    });
    expect([recording.status, recording.body]).toEqual([
      413,
      expect.stringMatching(/Cut a minute out of it/),
    ]);
    expect(uploadedFiles(os.tmpdir())).toEqual([]);
    expect((await host.ask(url, { headers })).status).toBe(405);
  });
});

describe('the ticket of an upload', () => {
  test('is for what it was sent for: no export takes its place, and audio is no manuscript', async () => {
    const host = await startTestHost();
    const { client } = await connect(host);
    const { project } = await client.call('projects.importSample', {});
    await host.narrate(project);
    const { assembly } = await client.call('assembly.get', { project: project.id });
    const { name } = await client.call('stitched.register', { file: stitchWav(assembly) });
    const { ticket } = await upload(host, 'lamp.md', book);
    const insisting = { project: project.id, name, ticket, overwrite: true };
    await expect(client.call('exports.start', insisting)).rejects.toMatchObject({
      problem: { code: 'invalid-call' },
    });
    const [stored = ''] = uploadedFiles(os.tmpdir());
    expect(readFileSync(stored, 'utf8')).toBe(book);
    const recording = await upload(host, 'lamp.md', book, 'audio');
    await expect(client.call('projects.import', recording)).rejects.toMatchObject({
      problem: { code: 'invalid-call' },
    });
    expect(await client.call('projects.import', { ticket })).toMatchObject({ created: true });
  });

  test('that is never used takes its file with it after an hour', async () => {
    const host = await startTestHost();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    await upload(host, 'lamp.md', book);
    await upload(host, 'voice.wav', book, 'audio');
    expect(uploadedFiles(os.tmpdir())).toHaveLength(2);
    vi.advanceTimersByTime(60 * 60 * 1000);
    expect(uploadedFiles(os.tmpdir())).toEqual([]);
  });

  test('leads to a file that nobody else on this computer may read', async () => {
    const host = await startTestHost();
    await upload(host, 'lamp.md', book);
    const [folder = '', file = ''] = [...uploadFolders(os.tmpdir()), ...uploadedFiles(os.tmpdir())];
    expect([folder, file].map((one) => statSync(one).mode & 0o777)).toEqual([0o700, 0o600]);
  });

  test('is given only to whoever says what the file is for', async () => {
    const host = await startTestHost();
    for (const url of ['upload?name=a.md', 'upload?for=target&name=a.md', 'upload?for=&name=a.md']) {
      const headers = { Origin: host.origin };
      const { status } = await host.ask(`${host.base}${url}`, { method: 'POST', headers, body: book });
      expect(status, url).toBe(400);
    }
    expect(uploadFolders(os.tmpdir())).toEqual([]);
  });
});

describe('a page', () => {
  test('imports, narrates, hears and downloads, and is told of it all', async () => {
    const host = await startTestHost();
    const page = await connect(host);
    const other = await connect(host);
    expect(await page.client.call('host.info', {})).toMatchObject({
      kind: 'browser',
      library: host.library,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/u) as string,
    });
    const { project } = await page.client.call('projects.importSample', {});
    await page.client.call('narration.start', { project: project.id });
    for (const listener of [page, other]) {
      await listener.event(({ name, payload }) => name === 'narration' && payload.state === 'done');
      await listener.event(({ name }) => name === 'chunk');
    }
    const { assembly } = await page.client.call('assembly.get', { project: project.id });
    const file = stitchWav(assembly);
    const { name } = await page.client.call('stitched.register', { file });
    const part = await fetch(`${host.server.url}${stitchedUrl(name)}`, {
      headers: { Range: 'bytes=1000-1999' },
    });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 1000-1999/${file.bytes}`]);
    expect((await part.bytes()).length).toBe(1000);

    const target = await page.client.call('host.chooseTarget', { suggestedName: '../The Lamp: I.wav' });
    if (target === null) throw new Error('no target');
    const started = await page.client.call('exports.start', { project: project.id, name, ...target });
    await page.event((event) => event.name === 'export' && event.payload.state === 'succeeded');
    const written = readFileSync(path.join(exportsFolder(host.library), 'The Lamp I.wav'));
    const download = await fetch(`${host.server.url}${exportUrl(started.export)}`);
    expect(written.equals(await download.bytes())).toBe(true);
  });

  test('is refused with a reason what a browser cannot do, and what is no call', async () => {
    const host = await startTestHost();
    const { client, socket } = await connect(host);
    for (const name of ['host.chooseManuscript', 'host.chooseAudio', 'host.chooseLibrary'] as const) {
      await expect(client.call(name, {})).rejects.toMatchObject({
        problem: { message: expect.stringContaining('in a browser cannot') as string },
      });
    }
    const answer = (request: unknown): Promise<unknown> => {
      const answered = once(socket, 'message').then(([data]) => JSON.parse(String(data)) as unknown);
      socket.send(JSON.stringify(request));
      return answered;
    };
    const refused = { result: { ok: false, problem: { code: 'invalid-call' } } };
    expect(await answer({ id: 901, name: 'projects.get', input: { project: 'one' } })).toMatchObject({
      id: 901,
      ...refused,
    });
    expect(await answer({ id: 902, name: 'host.chooseTarget', input: {} })).toMatchObject({
      id: 902,
      ...refused,
    });
    expect(await answer({ id: 903, name: 'constructor', input: {} })).toMatchObject({ id: 903, ...refused });
    expect(await answer({ id: 904, name: 'projects.import', input: { ticket: 'made-up' } })).toMatchObject({
      result: { problem: { code: 'not-found' } },
    });
  });

  test.each([
    ['no JSON', 'hello', 1008],
    ['no call', '{"id":"one"}', 1008],
    ['bytes', Buffer.from('{}'), 1003],
  ])('that sends %s is hung up on', async (_, data, code) => {
    const { socket } = await connect(await startTestHost());
    const closed = once(socket, 'close');
    socket.send(data);
    expect((await closed)[0]).toBe(code);
  });

  test('learns at once that the host has gone', async () => {
    const host = await startTestHost();
    const { socket } = await connect(host);
    const closed = once(socket, 'close');
    await host.server.close();
    await closed;
    await expect(fetch(host.server.url)).rejects.toThrow();
  });
});

test('a port in use is named, with a way out', async () => {
  const host = await startTestHost();
  const port = Number(new URL(host.origin).port);
  const again = startBrowserServer({
    studio: host.studio,
    library: host.library,
    renderer: new URL('file:///none/'),
    port,
  });
  await expect(again).rejects.toMatchObject({
    problem: { message: `Port ${port} of this computer is in use by another program.` },
  });
});
