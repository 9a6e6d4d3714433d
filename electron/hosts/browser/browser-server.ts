import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { hostCalls, readingPurposeSchema } from '../../contract/calls.ts';
import { dispatch, type Transport } from '../../contract/client.ts';
import { LecternError, toProblem } from '../../contract/problem.ts';
import { startedAnew } from '../../contract/socket.ts';
import { textResponse } from '../../media/file-response.ts';
import type { Studio } from '../../studio/open-studio.ts';
import { admit, makeToken, ownOrigins, type Door } from './admission.ts';
import { browserServices } from './browser-services.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { exchange } from './exchange.ts';
import { OneTimeCodes } from './one-time-codes.ts';
import { serveSocket } from './socket-session.ts';
import { staticFileResponse } from './static-files.ts';
import { Uploads } from './uploads.ts';
import { usualPort } from './usual-port.ts';
import { sendResponse, webRequest } from './web-http.ts';

/** Bytes of one message from a page at most: the list of a book of a hundred hours is well below. */
const messageBytes = 64 * 1024 * 1024;

/** Milliseconds in which a refused upload may run out, so that the browser gets to read the refusal. */
const drainTime = 30_000;

/** What the browser host serves. */
export interface BrowserServerOptions {
  studio: Studio;
  /** The library's folder. */
  library: string;
  /** The folder of the built page. */
  renderer: URL;
  /** 0 for any that is free; null for the library's usual one, or any that is free. */
  port: number | null;
  /** For tests; else what {@link Uploads} takes. */
  uploads?: Uploads;
}

/** A running browser host. */
export interface BrowserServer {
  /** The page's address, which is also what lets one in, as long as this host runs. */
  readonly url: string;
  /** A new address that leads to the page once, within a minute: for the arguments of another program. */
  oneTimeUrl(): string;
  /** Ends every connection and removes what was sent and never imported. */
  close(): Promise<void>;
}

/** Serves the studio to browsers on this computer. Rejects with a problem when the port is in use. */
export async function startBrowserServer(options: BrowserServerOptions): Promise<BrowserServer> {
  const { studio, library, renderer } = options;
  const uploads = options.uploads ?? new Uploads(studio.tickets);
  const call = callsOf(studio, library);
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageBytes });
  const door = await open(server, options.port ?? usualPort(library), options.port === null);
  const codes = new OneTimeCodes();
  const policy = contentSecurityPolicy(ownOrigins(door.port).map((origin) => origin.replace(/^http/u, 'ws')));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const admission = admit(request, door);
    if ('refusal' in admission) return refuse(request, response, textResponse(403, admission.refusal));
    if ('code' in admission) {
      return sendResponse(await exchange(request, admission.code, codes, `/t/${door.token}/`), response);
    }
    const { path, query } = admission;
    if (path === 'upload') return receive(request, response, query, uploads);
    const web = webRequest(request, `http://127.0.0.1:${door.port}/${path}`);
    return sendResponse(
      path.startsWith('media/')
        ? await studio.media(web, path)
        : await staticFileResponse(web, renderer, path, policy),
      response,
    );
  };

  server.on('request', (request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      if (response.headersSent) response.destroy();
      else void sendResponse(textResponse(500, toProblem(thrown).message), response);
    });
  });
  server.on('upgrade', (request, connection, head) => {
    const admission = admit(request, door);
    const accept = (serve: (socket: WebSocket) => void): void => {
      sockets.handleUpgrade(request, connection, head, serve);
    };
    if ('path' in admission && admission.path === 'socket') {
      accept((socket) => {
        serveSocket(socket, call, (listener) => studio.subscribe(listener));
      });
    } else if ('refusal' in admission && admission.formerPath === 'socket') {
      // A browser tells a page nothing of a refused handshake: only a socket that opens can say why it closes.
      accept((socket) => {
        socket.close(startedAnew, 'Lectern was started anew.');
      });
    } else {
      refuseUpgrade(connection, 'refusal' in admission ? admission.refusal : 'There is no such socket.');
    }
  });

  const origin = `http://127.0.0.1:${door.port}`;
  return {
    url: `${origin}/t/${door.token}/`,
    oneTimeUrl: () => `${origin}/open/${codes.make()}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await closed;
      await uploads.close();
    },
  };
}

/** Listens on a port; where it is only `preferred`, on any other one that is free when it is not. */
async function open(server: Server, port: number, preferred: boolean): Promise<Door> {
  try {
    await listen(server, port);
  } catch (thrown) {
    const problem = portProblem(thrown, port);
    if (!preferred || !(problem instanceof LecternError)) throw problem;
    await listen(server, 0);
  }
  return { token: makeToken(), port: boundPort(server.address()) };
}

async function listen(server: Server, port: number): Promise<void> {
  const listening = once(server, 'listening');
  server.listen({ host: '127.0.0.1', port });
  await listening;
}

function boundPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function portProblem(thrown: unknown, port: number): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  const why = { EADDRINUSE: 'is in use by another program', EACCES: 'may not be used by you' }[String(code)];
  if (why === undefined) return thrown;
  return new LecternError(
    'unexpected',
    `Port ${port} of this computer ${why}.`,
    'Choose another one with --port, or leave --port out to get any that is free.',
    { cause: thrown },
  );
}

/** The host's own calls and the studio's. */
function callsOf(studio: Studio, library: string): Transport {
  const host = browserServices(library, studio);
  return (name, input) =>
    Object.hasOwn(hostCalls, name) ? dispatch(host, name, input) : studio.call(name, input);
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  uploads: Uploads,
): Promise<void> {
  const purpose = readingPurposeSchema.safeParse(query.get('for'));
  if (request.method !== 'POST') {
    return refuse(request, response, textResponse(405, 'Send the file by POST.', { Allow: 'POST' }));
  }
  if (!purpose.success) {
    return refuse(request, response, textResponse(400, 'Say what the file is to be read as.'));
  }
  try {
    const ticket = await uploads.receive(request, purpose.data, query.get('name') ?? '');
    await sendResponse(
      Response.json({ ticket }, { headers: { 'X-Content-Type-Options': 'nosniff' } }),
      response,
    );
  } catch (thrown) {
    const problem = toProblem(thrown);
    const status = problem.code === 'file-unsupported' ? 413 : 500;
    await refuse(request, response, Response.json({ problem }, { status }));
  }
}

/** Answers at once and lets the rest of the body run out, so that the answer is read and not lost with the connection. */
async function refuse(request: IncomingMessage, response: ServerResponse, refusal: Response): Promise<void> {
  response.setHeader('Connection', 'close');
  request.resume();
  const timer = setTimeout(() => request.destroy(), drainTime).unref();
  request.once('close', () => {
    clearTimeout(timer);
  });
  await sendResponse(refusal, response);
}

function refuseUpgrade(connection: Duplex, sentence: string): void {
  const body = `${sentence}\n`;
  connection.on('error', () => undefined);
  connection.end(
    `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
