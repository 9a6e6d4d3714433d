import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { uploadUrl } from '../../../electron/contract/media.ts';
import { startTestHost } from './test-host.ts';

describe('who is let in', () => {
  test('nobody without the whole token', async () => {
    const host = await startTestHost();
    const { base } = host;
    const token = base.slice(3, -1);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const wrong = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    const urls = [
      '/',
      '/t/',
      '/t//',
      `/t/${wrong}/`,
      `/t/${token.slice(0, -1)}/`,
      `/t/${token}x/`,
      `/${token}/`,
      '/index.html',
      '/t/../../',
      `/x/..${base}`,
    ];
    for (const url of urls) {
      const { status, headers, body } = await host.ask(url);
      expect(status, url).toBe(403);
      expect(headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(body).toMatch(/^This address is not complete.*\n$/u);
      expect(body).not.toContain(token);
    }
    expect((await host.ask(base)).status).toBe(200);
  });

  test('no page under another name, which may resolve to this computer', async () => {
    const host = await startTestHost();
    const { port } = new URL(host.origin);
    for (const name of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:1`,
      `0.0.0.0:${port}`,
      `127.0.0.1:${port}@evil.example`,
    ]) {
      expect((await host.ask(host.base, { headers: { Host: name } })).status, name).toBe(403);
    }
    for (const name of [`localhost:${port}`, `LOCALHOST:${port}`, `127.0.0.1:${port}`]) {
      expect((await host.ask(host.base, { headers: { Host: name } })).status, name).toBe(200);
    }
  });

  test('no page from elsewhere: not to read, to send, or to connect', async () => {
    const host = await startTestHost();
    const { port } = new URL(host.origin);
    const foreign = [
      'http://evil.example',
      'null',
      `https://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      'http://127.0.0.1:1',
    ];
    const url = `${host.base}${uploadUrl('a.txt', 'manuscript')}`;
    for (const origin of foreign) {
      expect((await host.ask(host.base, { headers: { Origin: origin } })).status, origin).toBe(403);
      const sent = await host.ask(url, { method: 'POST', headers: { Origin: origin }, body: 'x' });
      expect(sent.status, origin).toBe(403);
      expect(await refusalOf(`${host.server.url}socket`, { origin }), origin).toBe(403);
    }
    expect((await host.ask(url, { method: 'POST', body: 'x' })).status).toBe(403);
    expect(await refusalOf(`${host.server.url}socket`)).toBe(403);
    expect(await refusalOf(`${host.origin}/t/wrong/socket`)).toBe(403);
    expect(await refusalOf(`${host.origin}/t/wrong/socket`, { origin: 'http://evil.example' })).toBe(403);
    expect(await refusalOf(`${host.origin}/t/wrong/elsewhere`, { origin: host.origin })).toBe(403);
    expect(await refusalOf(`${host.server.url}elsewhere`, { origin: host.origin })).toBe(403);
  });

  async function refusalOf(url: string, options = {}): Promise<number | undefined> {
    const socket = new WebSocket(url.replace('http', 'ws'), options);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }];
    socket.on('error', () => undefined);
    socket.terminate();
    return response.statusCode;
  }
});
