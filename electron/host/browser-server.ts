import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { hostCalls, readingPurposeSchema } from '../contract/calls.ts';
import { dispatch, type Transport } from '../contract/client.ts';
import { LecternError, toProblem } from '../contract/problem.ts';
import { textResponse } from '../studio/file-response.ts';
import type { Studio } from '../studio/open-studio.ts';
import { admit, makeToken, ownOrigins, type Door } from './admission.ts';
import { browserServices } from './browser-services.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { serveSocket } from './socket-session.ts';
import { staticFileResponse } from './static-files.ts';
import { Uploads } from './uploads.ts';
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
  /** 0 for any that is free. */
  port: number;
  /** For tests; else what {@link Uploads} takes. */
  uploads?: Uploads;
}

/** A running browser host. */
export interface BrowserServer {
  /** The page's address, which is also what lets one in. */
  readonly url: string;
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
  const door = await open(server, options.port);
  const policy = contentSecurityPolicy(ownOrigins(door.port).map((origin) => origin.replace(/^http/u, 'ws')));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const admission = admit(request, door);
    if ('refusal' in admission) return refuse(request, response, textResponse(403, admission.refusal));
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
    if ('refusal' in admission || admission.path !== 'socket') {
      refuseUpgrade(connection, 'refusal' in admission ? admission.refusal : 'There is no such socket.');
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      serveSocket(socket, call, (listener) => studio.subscribe(listener));
    });
  });

  return {
    url: `http://127.0.0.1:${door.port}/t/${door.token}/`,
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

async function open(server: ReturnType<typeof createServer>, port: number): Promise<Door> {
  const listening = once(server, 'listening');
  server.listen({ host: '127.0.0.1', port });
  try {
    await listening;
  } catch (thrown) {
    throw portProblem(thrown, port);
  }
  return { token: makeToken(), port: boundPort(server.address()) };
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
  const host = browserServices(library, studio.tickets);
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
