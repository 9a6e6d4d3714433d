import { createServer } from 'node:http';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { describeEngine } from '../../electron/contract/engine-entry.ts';
import { LecternError } from '../../electron/contract/problem.ts';
import type { Engine } from '../../electron/engines/engine.ts';
import { tone, wavOf } from './sounds.ts';

/** A server that speaks at `PUT /predictions/{an id of ours}`, once for each, as some do. */
export interface AddressedServer {
  url: string;
  /** The ids that it was asked at, in order. */
  readonly asked: string[];
  /** How many predictions it has made. */
  readonly made: () => number;
  /** While set, nobody is answered. */
  hold(isHeld: boolean): void;
  /** Resolves when somebody waits for an answer. */
  held(): Promise<void>;
  /** The next request is dropped as if it had never arrived. */
  dropNext(): void;
}

/** Starts such a server on loopback; it ends with the test. */
export async function startAddressedServer(): Promise<AddressedServer> {
  const asked: string[] = [];
  const made = new Set<string>();
  const state = { isHeld: false, isDropped: false };
  let release = Promise.withResolvers<undefined>();
  let held = Promise.withResolvers<undefined>();
  const server = createServer((request, response) => {
    const id = request.url?.split('/').at(-1) ?? '';
    asked.push(id);
    if (state.isDropped) {
      state.isDropped = false;
      request.socket.destroy();
      return;
    }
    made.add(id);
    const answer = (): void => {
      response.end(wavOf(tone({ frequency: 440, seconds: 0.3, sampleRate: 24_000 }), 24_000));
    };
    if (!state.isHeld) answer();
    else {
      held.resolve(undefined);
      void release.promise.then(answer);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a port expected');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    made: () => made.size,
    hold(isHeld) {
      state.isHeld = isHeld;
      release.resolve(undefined);
      release = Promise.withResolvers();
      held = Promise.withResolvers();
    },
    held: () => held.promise,
    dropNext() {
      state.isDropped = true;
    },
  };
}

const entry = describeEngine({
  id: 'addressed',
  name: 'Addressed',
  hint: 'Asked at an address that has our own id.',
  price: { by: 'a server', per: 'second-of-work', words: 'nothing' },
});

/** An engine that asks it: what was sent before is asked for again under the same id, and so never made twice. */
export function addressedEngine(url: string): Engine {
  return {
    entry,
    revision: 'addressed-1',
    maker: () => 'addressed-1',
    service: () => url,
    prepare: ({ text }) => ({ input: { text }, maker: 'addressed-1', spokenText: text, notes: [] }),
    async speak(_request, _prepared, ledger, signal) {
      const put = async (): Promise<Uint8Array> => {
        ledger.sending(null);
        const at = `${url}/predictions/${ledger.ownId}`;
        return (await fetch(at, { method: 'PUT', signal })).bytes();
      };
      const lost = (): never => {
        ledger.lost();
        throw new LecternError('cancelled', 'Left alone.', 'Go on later.');
      };
      const audio = await put().catch(() => {
        if (signal.aborted) return lost();
        // It surely never arrived: another one is asked for in its place.
        ledger.absent();
        return put();
      });
      return { facts: { predictTime: 1 }, audio: () => Promise.resolve(audio) };
    },
    close: () => Promise.resolve(),
  };
}
