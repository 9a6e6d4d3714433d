import { Scope } from '../scope/scope.ts';
import { LecternError } from '../contract/problem.ts';

/** Throws `cancelled` when the signal has aborted. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}

/** What `work` gives, or `cancelled` as soon as the signal aborts; the work itself then goes on unheard. */
export async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  throwIfAborted(signal);
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const scope = new Scope();
  scope.listen(signal, 'abort', () => {
    reject(cancelled());
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    scope.close();
  }
}

function cancelled(): LecternError {
  return new LecternError(
    'cancelled',
    'Cancelled.',
    'Start it again when you want the file; nothing was left behind.',
  );
}
