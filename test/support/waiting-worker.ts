import { serveWorker } from '../../electron/base/port.ts';

/** What a worker for tests does. */
export interface WaitingCalls extends Record<string, (input: never) => unknown> {
  /** Gives back what it got. */
  echo: (input: string) => string;
  /** Never ends, unless it is called off. */
  wait: (input: null) => null;
}

serveWorker<WaitingCalls>({
  echo: (input) => input,
  wait: (_, { signal }) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        resolve(null);
      });
    }),
});
