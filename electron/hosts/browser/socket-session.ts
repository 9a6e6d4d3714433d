import type { WebSocket } from 'ws';
import type { Transport } from '../../contract/client.ts';
import { socketRequestSchema, type SocketMessage, type SocketRequest } from '../../contract/socket.ts';
import type { Studio } from '../../studio/open-studio.ts';
import { EventOutlet } from './event-outlet.ts';

/** Bytes that may wait for a page to read them before events are held back. */
const behindBytes = 1024 * 1024;

/** Bytes at which a page is taken to be gone: several times the longest list there is. */
const hopelessBytes = 64 * 1024 * 1024;

/** Codes of RFC 6455, section 7.4.1. */
const unacceptable = 1003;
const policyViolation = 1008;

/** Serves one page over its WebSocket, until it closes: calls in, answers and events out. */
export function serveSocket(socket: WebSocket, call: Transport, subscribe: Studio['subscribe']): void {
  const outlet = new EventOutlet(
    (event) => {
      send({ event });
    },
    () => socket.bufferedAmount > behindBytes,
  );
  const send = (message: SocketMessage): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(JSON.stringify(message), () => {
      outlet.catchUp();
    });
    // A page that reads nothing is closed rather than waited for; it connects again and asks anew.
    if (socket.bufferedAmount > hopelessBytes) socket.terminate();
  };
  const stop = subscribe((event) => {
    outlet.offer(event);
  });
  socket.on('message', (data, isBinary) => {
    const request = isBinary || !Buffer.isBuffer(data) ? null : readRequest(data.toString());
    if (request === null) {
      socket.close(isBinary ? unacceptable : policyViolation, 'This is no call.');
      return;
    }
    void call(request.name, request.input).then((result) => {
      send({ id: request.id, result });
    });
  });
  socket.on('close', () => {
    stop();
    outlet.close();
  });
  // The end of a broken connection is told by `close`.
  socket.on('error', () => undefined);
  send({ ready: true });
}

function readRequest(text: string): SocketRequest | null {
  try {
    return socketRequestSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
