import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { ConnectionState } from '../../../electron/contract/client.ts';
import { startedAnew } from '../../../electron/contract/socket.ts';
import { startBrowserServer } from '../../../electron/hosts/browser/browser-server.ts';
import { usualPort } from '../../../electron/hosts/browser/usual-port.ts';
import { SocketConnection } from '../../../renderer/transport/socket-connection.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startTestHost, type TestHost } from './test-host.ts';

/** The page's own connection, with the origin that a browser would send, and every state that it came to. */
function openPage(url: string) {
  const { origin } = new URL(url);
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(address: string) {
        super(address, { origin });
        // A browser throws nothing for an address where nobody answers.
        this.on('error', () => undefined);
      }
    },
  );
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  const connection = new SocketConnection(`${url.replace('http', 'ws')}socket`);
  const states: ConnectionState[] = [];
  connection.onState((state) => states.push(state));
  return { connection, states };
}

/** Another host at the very port, as after a restart. */
async function restart(host: TestHost) {
  const again = await startBrowserServer({
    studio: host.studio,
    library: host.library,
    renderer: new URL('file:///none/'),
    port: Number(new URL(host.origin).port),
  });
  onTestFinished(() => again.close());
  return again;
}

test('a page hears that Lectern was started anew, and stops promising and trying', async () => {
  const host = await startTestHost();
  const { connection, states } = openPage(host.server.url);
  expect(await connection.call('host.info', {})).toMatchObject({ ok: true });
  expect(states).toEqual(['open']);
  await host.server.close();
  await expect.poll(() => states).toEqual(['open', 'lost']);
  const waiting = connection.call('projects.list', {});

  const again = await restart(host);
  await expect.poll(() => states.at(-1), { timeout: 10_000 }).toBe('restarted');
  // It was never open again: nothing would have been asked anew of a host that does not answer.
  expect(states.filter((state) => state === 'open')).toHaveLength(1);
  const overtaken = { ok: false, problem: { message: expect.stringContaining('started anew') as string } };
  expect(await waiting).toMatchObject(overtaken);
  expect(await connection.call('projects.list', {})).toMatchObject(overtaken);
  const late: ConnectionState[] = [];
  connection.onState((state) => late.push(state));
  expect(late).toEqual(['restarted']);

  // The new one's own page is served.
  const { connection: next } = openPage(again.url);
  expect(await next.call('projects.list', {})).toEqual({ ok: true, value: [] });
});

test('a host that only went away for a while is found again', async () => {
  // A host of the test's own, which knows its pages again as Lectern never does.
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new WebSocketServer({ server });
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });
  sockets.on('connection', (socket) => {
    socket.send('{"ready":true}');
    socket.on('message', (data: Buffer) => {
      const { id } = JSON.parse(data.toString()) as { id: number };
      socket.send(JSON.stringify({ id, result: { ok: true, value: 'here' } }));
    });
  });
  const { port } = server.address() as AddressInfo;
  const { connection, states } = openPage(`http://127.0.0.1:${port}/t/any/`);
  expect(await connection.call('any', {})).toEqual({ ok: true, value: 'here' });
  for (const socket of sockets.clients) socket.terminate();
  await expect.poll(() => states).toEqual(['open', 'lost', 'open']);
  expect(await connection.call('any', {})).toEqual({ ok: true, value: 'here' });
});

test('the socket of another page closes with that code before it has heard or said anything', async () => {
  const host = await startTestHost();
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/t/former/socket`, {
    origin: host.origin,
  });
  const heard: unknown[] = [];
  socket.on('message', (data) => heard.push(data));
  socket.once('open', () => {
    socket.send(JSON.stringify({ id: 1, name: 'projects.importSample', input: {} }));
  });
  const [code] = (await once(socket, 'close')) as [number];
  expect([code, heard]).toEqual([startedAnew, []]);
  expect(await host.client.call('projects.list', {})).toEqual([]);
});

test('a library has one port, which gives way to any free one when it is taken', async () => {
  const host = await startTestHost();
  const library = temporaryFolder();
  const usual = usualPort(library);
  expect(usualPort(`${library}/../${library.split('/').at(-1) ?? ''}`)).toBe(usual);
  expect(usual).toBeGreaterThanOrEqual(20_000);
  expect(usual).toBeLessThan(32_000);
  const options = { studio: host.studio, library, renderer: new URL('file:///none/'), port: null };
  const first = await startBrowserServer(options);
  onTestFinished(() => first.close());
  const second = await startBrowserServer(options);
  onTestFinished(() => second.close());
  const ports = [first, second].map(({ url }) => Number(new URL(url).port));
  expect(ports[0]).toBe(usual);
  expect(ports[1]).not.toBe(usual);
});
