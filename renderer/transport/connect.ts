import { z } from 'zod';
import { ticketSchema, type ReadingPurpose, type Ticket } from '../../electron/contract/calls.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { Connection } from '../../electron/contract/client.ts';
import { uploadUrl } from '../../electron/contract/media.ts';
import { LecternError } from '../../electron/contract/problem.ts';
import { problemSchema } from '../../electron/contract/problem-schema.ts';
import { SocketConnection } from './socket-connection.ts';

declare global {
  interface Window {
    /** What the preload script of the Electron window exposes; absent in a browser. */
    readonly lectern?: Bridge;
  }
}

/** The host around this page: its connection, and how a file that was dropped or picked gets a ticket. */
export interface Host {
  connection: Connection;
  ticketFor: (file: File, purpose: ReadingPurpose) => Promise<Ticket>;
}

/** Connects to whichever host this page runs in. */
export function connect(): Host {
  const bridge = window.lectern;
  return bridge === undefined ? connectSocket() : connectBridge(bridge);
}

function connectBridge(bridge: Bridge): Host {
  return {
    connection: {
      call: bridge.call,
      subscribe: (listener) => bridge.onEvent(listener),
      // Window and main process live and die together.
      onState: () => () => undefined,
    },
    async ticketFor(file, purpose) {
      const answer = await bridge.ticketForFile(file, purpose);
      if (!answer.ok) throw LecternError.from(answer.problem);
      return answer.value;
    },
  };
}

const uploadAnswerSchema = z.union([
  z.object({ ticket: ticketSchema }),
  z.object({ problem: problemSchema }),
]);

function connectSocket(): Host {
  const url = new URL('socket', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return {
    connection: new SocketConnection(url.href),
    async ticketFor(file, purpose) {
      const response = await fetch(uploadUrl(file.name, purpose), { method: 'POST', body: file });
      const answer = uploadAnswerSchema.parse(await response.json());
      if ('problem' in answer) throw LecternError.from(answer.problem);
      return answer.ticket;
    },
  };
}
