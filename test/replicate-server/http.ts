import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answer, Reply } from './answers.ts';

/** A request that is read. */
export interface Call {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** Reads the whole body; null when it has more than `limit` bytes. Rejects when the client goes away before its end. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length <= limit) pieces.push(piece);
  }
  return length <= limit ? Buffer.concat(pieces) : null;
}

/** Says when an answer was given, in milliseconds since 1970: by the service's clock, not the computer's. */
export function dateAnswer(response: ServerResponse, now: number): void {
  response.setHeader('Date', new Date(now).toUTCString());
}

/** Sends an answer whole. */
export function send(response: ServerResponse, { status, headers = {}, body = '' }: Answer): void {
  const [type, bytes] = encode(body);
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': bytes.length, ...headers });
  response.end(bytes);
}

function encode(body: object | string | Uint8Array): [type: string, bytes: Uint8Array] {
  if (body instanceof Uint8Array) return ['application/octet-stream', body];
  if (typeof body === 'string') return ['text/html; charset=utf-8', Buffer.from(body)];
  return ['application/json', Buffer.from(JSON.stringify(body))];
}

/** Sends an answer, cuts the connection, or leaves it open. */
export function reply(response: ServerResponse, what: Reply): void {
  if (what === 'cut') drop(response);
  else if (what !== 'silence') send(response, what);
}

/** Cuts the connection without a word. */
export function drop(response: ServerResponse): void {
  response.socket?.destroy();
}

/** Listens on this computer alone; what is to be answered is the caller's to say. Rejects when the port is taken. */
export function listen(port: number): Promise<{ server: Server; origin: string }> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('listening without a port');
      resolve({ server, origin: `http://127.0.0.1:${address.port}` });
    });
  });
}

/** Ends a listener and every connection that it has. */
export function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
