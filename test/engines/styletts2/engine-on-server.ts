import { defaultStyleTts2Voice, type StyleTts2Voice } from '../../../electron/engines/styletts2/voice.ts';
import type { Engine, Ledger, PreparedSpeech, Speech } from '../../../electron/engines/engine.ts';
import { sleep as reallySleep } from '../../../electron/base/sleep.ts';
import {
  createStyleTts2Engine,
  type StyleTts2Options,
} from '../../../electron/engines/styletts2/styletts2-engine.ts';
import { startFast } from '../../replicate-server/fast-server.ts';
import type { ReplicateServerOptions } from '../../replicate-server/options.ts';
import type { ReplicateServer } from '../../replicate-server/replicate-server.ts';
import { MemoryLedger } from './memory-ledger.ts';

export const text = 'The lamp burned all night.';

/** A clock on which waiting takes a moment, and counts as if it had taken as long as was asked. */
export interface HurriedClock extends Required<Pick<StyleTts2Options, 'now' | 'sleep'>> {
  /** Every wait that was asked for, in seconds. */
  slept: number[];
  /** Runs within each wait. */
  onSleep: (seconds: number) => Promise<void>;
}

/** See {@link HurriedClock}. */
export function hurriedClock(): HurriedClock {
  const slept: number[] = [];
  let ahead = 0;
  const clock: HurriedClock = {
    onSleep: () => Promise.resolve(),
    slept,
    now: () => Date.now() + ahead,
    sleep: async (seconds, signal) => {
      slept.push(seconds);
      await clock.onSleep(seconds);
      await reallySleep(Math.min(seconds, 0.005), signal);
      ahead += seconds * 1000;
    },
  };
  return clock;
}

/** The engine, connected to a local Replicate of the test's own. */
export interface OnServer {
  server: ReplicateServer;
  engine: Engine;
  ledger: MemoryLedger;
  clock: HurriedClock;
  /** Every wait that was asked for, in seconds. */
  slept: number[];
  prepared: PreparedSpeech;
  /** Speaks {@link text}; with other settings where they are given. */
  speak: (signal?: AbortSignal, ledger?: Ledger, voice?: Partial<StyleTts2Voice>) => Promise<Speech>;
  /** Methods and paths of the API that were asked, in order, without queries. */
  asked: () => string[];
  creates: () => number;
}

/** Starts both. The server's predictions end at once unless told otherwise. */
export async function engineOnServer(
  serverOptions: ReplicateServerOptions = {},
  options: Partial<StyleTts2Options> & { voice?: Partial<StyleTts2Voice> } = {},
): Promise<OnServer> {
  const { server } = await startFast(serverOptions);
  const clock = hurriedClock();
  const engine = createStyleTts2Engine({
    connection: () => ({ apiUrl: server.url, token: server.token, webhook: null }),
    readReference: () => Promise.reject(new Error('There is no clip.')),
    expectedSeconds: () => null,
    now: clock.now,
    sleep: clock.sleep,
    ...options,
  });
  const ledger = new MemoryLedger();
  const request = { text, voice: { ...defaultStyleTts2Voice, ...options.voice } };
  const prepared = engine.prepare(request);
  const asked = (): string[] =>
    server.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/u, '')}`);
  return {
    ...{ server, engine, ledger, clock, slept: clock.slept, prepared, asked },
    speak: (signal = new AbortController().signal, other = ledger, voice = {}) => {
      const special = { text, voice: { ...request.voice, ...voice } };
      return engine.speak(special, engine.prepare(special), other, signal);
    },
    creates: () => asked().filter((one) => one === 'POST /v1/predictions').length,
  };
}
