import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import react from '@vitejs/plugin-react';
import { createServer as createVite, type ViteDevServer } from 'vite';
import { admit, makeToken, ownOrigins, type Door } from '../../electron/hosts/browser/admission.ts';
import { exchange } from '../../electron/hosts/browser/exchange.ts';
import { OneTimeCodes } from '../../electron/hosts/browser/one-time-codes.ts';
import { sendResponse } from '../../electron/hosts/browser/web-http.ts';
import { sourcePolicy } from '../../electron/hosts/browser/source-policy.ts';
import { textResponse } from '../../electron/media/file-response.ts';
import { forward, forwardSocket } from './forward.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What stands before Vite and the host. */
export interface PageServer {
  /** The page's address, which is also what lets one in. */
  readonly url: string;
  /** An address that leads to the page once, within a minute. */
  oneTimeUrl(): string;
  /** Calls `listener` with every file below `folder` that comes, changes or goes. */
  watch(folder: string, listener: (file: string) => void): void;
  close(): Promise<void>;
}

/**
 * Serves the page from its source on this computer alone, below a token, as the browser host serves the built one. Vite
 * has no port of its own: whatever it answers has passed the same door. Calls, uploads and media go to the host, whose
 * address `host` tells, and wait for it while it starts. Rejects when the port is in use.
 */
export async function servePage(host: () => Promise<URL>, port: number): Promise<PageServer> {
  const server = createHttpServer();
  const listening = once(server, 'listening');
  server.listen({ host: '127.0.0.1', port });
  await listening;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const door: Door = { token: makeToken(), port: address.port };
  const base = `/t/${door.token}/`;
  const origin = `http://127.0.0.1:${door.port}`;
  const sockets = ownOrigins(door.port).map((own) => own.replace(/^http/u, 'ws'));
  const codes = new OneTimeCodes();
  // Vite listens to it for its sockets; it never listens itself.
  const viteSockets = createHttpServer();
  const vite = await createVite({
    configFile: false,
    root: path.join(root, 'renderer'),
    base,
    cacheDir: path.join(root, '.cache', 'vite'),
    plugins: [react()],
    appType: 'custom',
    logLevel: 'warn',
    server: { middlewareMode: true, cors: false, ws: { server: viteSockets } },
  });

  const toHost = async (request: IncomingMessage, rest: string): Promise<URL> => {
    const target = new URL(rest, await host());
    target.search = new URL(request.url ?? '', origin).search;
    return target;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const admission = admit(request, door);
    if ('refusal' in admission) return sendResponse(textResponse(403, admission.refusal), response);
    if ('code' in admission)
      return sendResponse(await exchange(request, admission.code, codes, base), response);
    if (admission.path === 'upload' || admission.path.startsWith('media/')) {
      forward(request, response, await toHost(request, admission.path));
    } else if (admission.path === '') {
      await sendPage(vite, response, sockets);
    } else {
      response.setHeader('Content-Security-Policy', sourcePolicy('', sockets));
      vite.middlewares(request, response, () => {
        void sendResponse(textResponse(404, 'There is no such file.'), response);
      });
    }
  };
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const admission = admit(request, door);
    if (!('path' in admission)) socket.destroy();
    else if (admission.path === 'socket') {
      forwardSocket(request, socket, await toHost(request, admission.path));
    } else viteSockets.emit('upgrade', request, socket, head);
  };
  server.on('request', (request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      if (response.headersSent) response.destroy();
      else void sendResponse(textResponse(500, String(thrown)), response);
    });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined);
    upgrades.add(socket);
    socket.once('close', () => upgrades.delete(socket));
    upgrade(request, socket, head).catch(() => socket.destroy());
  });
  const upgrades = new Set<Duplex>();

  return {
    url: `${origin}${base}`,
    oneTimeUrl: () => `${origin}/open/${codes.make()}`,
    watch(folder, listener) {
      vite.watcher.add(folder);
      vite.watcher.on('all', (_, file) => {
        if (path.resolve(file).startsWith(`${folder}${path.sep}`)) listener(file);
      });
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of upgrades) socket.destroy();
      server.closeAllConnections();
      await Promise.all([closed, vite.close()]);
    },
  };
}

async function sendPage(
  vite: ViteDevServer,
  response: ServerResponse,
  sockets: readonly string[],
): Promise<void> {
  const source = await readFile(path.join(root, 'renderer', 'index.html'), 'utf8');
  const html = await vite.transformIndexHtml('/index.html', source);
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': sourcePolicy(html, sockets),
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  response.end(html);
}
