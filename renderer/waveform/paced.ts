import { Scope } from '../../electron/scope/scope.ts';

/** Work that is asked for often and done now and then. */
export interface Paced {
  /** Asks for it: at once when it rested long enough, else as soon as it has. */
  ask(): void;
  /** Forgets what was asked and not begun. */
  stop(): void;
}

/** A rest is at least this many times as long as the work took, so that heavy work never fills the time. */
const restPerWork = 4;

/** Paces work to at most once in `every` milliseconds, and to a fifth of the time when it is slow. */
export function paced(work: () => Promise<void>, every: number): Paced {
  const scope = new Scope();
  let busy = false;
  let asked = false;

  const run = async (): Promise<void> => {
    busy = true;
    asked = false;
    const begun = Date.now();
    await work();
    scope.after(Math.max(every, (Date.now() - begun) * restPerWork), rested);
  };
  const rested = (): void => {
    busy = false;
    if (asked) void run();
  };

  return {
    ask() {
      asked = true;
      if (!busy && !scope.isClosed) void run();
    },
    stop: scope.close,
  };
}
