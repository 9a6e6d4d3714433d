import { Scope } from '../scope/scope.ts';

/** Rests for so many seconds; ends early, without rejecting, when the signal aborts. */
export async function sleep(seconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return;
  const scope = new Scope();
  await new Promise<void>((resolve) => {
    scope.after(seconds * 1000, resolve);
    if (signal !== undefined)
      scope.listen(signal, 'abort', () => {
        resolve();
      });
  });
  scope.close();
}

/** Time as it passes; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now`. */
  now: () => number;
  /** See {@link sleep}. */
  sleep: (seconds: number, signal?: AbortSignal) => Promise<void>;
}
