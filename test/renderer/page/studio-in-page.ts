import type { CallName, ServicesFor } from '../../../electron/contract/calls.ts';
import {
  dispatch,
  makeClient,
  type Connection,
  type ConnectionState,
} from '../../../electron/contract/client.ts';
import type { EngineEntry } from '../../../electron/contract/engine-entry.ts';
import type { StudioEvent } from '../../../electron/contract/events.ts';
import { LecternError } from '../../../electron/contract/problem.ts';
import { draftEntry } from '../../../electron/engines/draft/voice.ts';
import { styletts2Entry } from '../../../electron/engines/styletts2/voice.ts';
import type { StudioAccess } from '../../../renderer/app/studio.tsx';

/** The services of a test: only what its components ask for; any other call is refused as the studio refuses it. */
export type PageServices = Partial<ServicesFor<CallName>>;

/** A studio in the page itself: the contract's own client and dispatch, with services of the test behind them. */
export interface StudioInPage {
  access: StudioAccess;
  /** The calls since the last `forget`, in their order: the name, and what it was called with. */
  asked: () => string[];
  forget: () => void;
  /** Tells every listener, as the studio does. */
  tell: (event: StudioEvent) => void;
  /** Loses the connection, or finds it again. */
  become: (state: ConnectionState) => void;
}

/** A studio with these services and ways to speak; what goes over is copied, as between a page and a host. */
export function studioInPage(
  services: PageServices,
  engines: readonly EngineEntry[] = [styletts2Entry, draftEntry],
): StudioInPage {
  const asked: string[] = [];
  const listeners = new Set<(event: StudioEvent) => void>();
  const watchers = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = 'open';
  const connection: Connection = {
    call: async (name, input) => {
      asked.push(`${name} ${JSON.stringify(input)}`);
      if (state !== 'open') return { ok: false, problem: lost };
      return structuredClone(await dispatch(services, name, structuredClone(input)));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onState: (watcher) => {
      watchers.add(watcher);
      if (state !== 'open') watcher(state);
      return () => watchers.delete(watcher);
    },
  };
  return {
    access: {
      client: makeClient(connection.call),
      connection,
      host: { kind: 'browser', version: '0.0.0', library: '/library' },
      engines,
      ticketFor: () => Promise.reject(lostFile),
    },
    asked: () => [...asked],
    forget: () => {
      asked.length = 0;
    },
    tell: (event) => {
      for (const listener of listeners) listener(structuredClone(event));
    },
    become: (next) => {
      state = next;
      for (const watcher of watchers) watcher(next);
    },
  };
}

const lostFile = new LecternError('file-unreadable', 'There is no file in this test.', 'Give it one.');
const { problem: lost } = new LecternError('service-unavailable', 'Nobody answers.', 'Wait.');
