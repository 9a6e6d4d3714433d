import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Sends a request on to `target` and its answer back. */
export function forward(request: IncomingMessage, response: ServerResponse, target: URL): void {
  const onward = http.request(target, { method: request.method, headers: headersFor(request, target) });
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    // Who goes away while it is sent has no need of the rest.
    pipeline(answer, response).catch(() => undefined);
  });
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end('Lectern’s host is being started anew.');
  });
  response.on('close', () => {
    onward.destroy();
  });
  request.pipe(onward);
}

/** Connects a WebSocket's two ends; the page tries again by itself when the host's is lost. */
export function forwardSocket(request: IncomingMessage, socket: Duplex, target: URL): void {
  const onward = http.request(target, { headers: headersFor(request, target) });
  const close = (): void => {
    socket.destroy();
    onward.destroy();
  };
  socket.on('error', close).on('close', close);
  onward.on('error', close).on('response', close);
  onward.on('upgrade', (answer, host, first) => {
    const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
    socket.write(first);
    socket.on('close', () => host.destroy());
    host.on('error', close).on('close', close);
    host.pipe(socket);
    socket.pipe(host);
  });
  onward.end();
}

/** The host lets in only what names it, and comes from its own page. */
function headersFor({ headers }: IncomingMessage, target: URL): IncomingHttpHeaders {
  const own = { ...headers, host: target.host };
  return headers.origin === undefined ? own : { ...own, origin: target.origin };
}
