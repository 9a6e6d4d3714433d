import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { serveSocket } from '../../../electron/hosts/browser/socket-session.ts';
import { SocketConnection } from '../../../renderer/transport/socket-connection.ts';

const names = ['message', 'close', 'error', 'open'];
const listeners = (socket: WebSocket | undefined): number =>
  names.reduce((sum, name) => sum + (socket?.listenerCount(name) ?? 0), 0);

/** A socket server and a page's connection to it, with all sockets of either end. */
async function connected() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const hosts: WebSocket[] = [];
  const pages: WebSocket[] = [];
  let subscribers = 0;
  /** What the server itself listens to. */
  let ofServer = 0;
  const call = (): Promise<never> => new Promise(() => undefined);
  const subscribe = (): (() => void) => {
    subscribers++;
    return () => {
      subscribers--;
    };
  };
  server.on('connection', (socket) => {
    hosts.push(socket);
    ofServer = listeners(socket);
    serveSocket(socket, call, subscribe);
  });
  await once(server, 'listening');
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(address: string) {
        super(address);
        pages.push(this);
      }
    },
  );
  const { port } = server.address() as AddressInfo;
  const connection = new SocketConnection(`ws://127.0.0.1:${port}/socket`);
  onTestFinished(() => {
    vi.unstubAllGlobals();
    connection.close();
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  const states: string[] = [];
  connection.onState((state) => states.push(state));
  await expect.poll(() => states).toEqual(['open']);
  return { connection, hosts, pages, states, subscribers: () => subscribers, ofServer: () => ofServer };
}

test('a page that leaves answers what is under way, and neither end listens to anything any more', async () => {
  const { connection, hosts, pages, states, subscribers, ofServer } = await connected();
  expect(subscribers()).toBe(1);
  expect(listeners(pages[0])).toBeGreaterThan(0);
  const waiting = connection.call('projects.list', {});
  connection.close();
  expect(await waiting).toMatchObject({ ok: false, problem: { code: 'unexpected' } });
  expect(listeners(pages[0])).toBe(0);
  await expect.poll(() => hosts[0]?.readyState).toBe(WebSocket.CLOSED);
  await expect.poll(() => listeners(hosts[0])).toBe(ofServer());
  expect(subscribers()).toBe(0);
  expect(await connection.call('projects.list', {})).toMatchObject({ ok: false });
  expect(pages).toHaveLength(1);
  expect(states).toEqual(['open']);
});

test('a socket that was lost is listened to no more, and after a close none is made anew', async () => {
  const { connection, hosts, pages, states } = await connected();
  hosts[0]?.terminate();
  await expect.poll(() => states, { timeout: 5000 }).toEqual(['open', 'lost', 'open']);
  expect(pages).toHaveLength(2);
  expect(listeners(pages[0])).toBe(0);
  hosts[1]?.terminate();
  await expect.poll(() => states.at(-1)).toBe('lost');
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  connection.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(pages).toHaveLength(2);
});
