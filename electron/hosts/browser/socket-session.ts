import type { RawData, WebSocket } from 'ws';
import type { Transport } from '../../contract/client.ts';
import { Scope } from '../../scope/scope.ts';
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
  const scope = new Scope();
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
  scope.add(() => {
    outlet.close();
  });
  scope.add(
    subscribe((event) => {
      outlet.offer(event);
    }),
  );
  scope.on(socket, 'message', (data: RawData, isBinary: boolean) => {
    const request = isBinary || !Buffer.isBuffer(data) ? null : readRequest(data.toString());
    if (request === null) {
      socket.close(isBinary ? unacceptable : policyViolation, 'This is no call.');
      return;
    }
    void call(request.name, request.input).then((result) => {
      send({ id: request.id, result });
    });
  });
  scope.on(socket, 'close', scope.close);
  // The end of a broken connection is told by `close`.
  scope.on(socket, 'error', () => undefined);
  send({ ready: true });
}

function readRequest(text: string): SocketRequest | null {
  try {
    return socketRequestSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
