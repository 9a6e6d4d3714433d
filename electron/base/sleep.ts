/** Rests for so many seconds; ends early, without rejecting, when the signal aborts. */
export async function sleep(seconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    signal?.addEventListener('abort', end);
  });
}

/** Time as it passes; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now`. */
  now: () => number;
  /** See {@link sleep}. */
  sleep: (seconds: number, signal?: AbortSignal) => Promise<void>;
}
