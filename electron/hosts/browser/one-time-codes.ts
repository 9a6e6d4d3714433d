import { makeToken } from './admission.ts';

/** Milliseconds in which it has to be opened: a browser that must be started first takes some of them. */
const lifetime = 60_000;

/** What a code came to: it may pass, it was good before, or it never was. */
export type Redeemed = 'good' | 'spent' | 'unknown';

/**
 * Codes that let a browser in once. They can be given to another program, whose arguments every user of the computer
 * can read, where the page's own address must not be: by the time they are read they are worth nothing.
 */
export class OneTimeCodes {
  /** By code, until when it is good, on the clock that never goes back; 0 once it was used. */
  readonly #until = new Map<string, number>();

  /** A new code, good for one opening within a minute. */
  make(): string {
    const code = makeToken();
    this.#until.set(code, performance.now() + lifetime);
    return code;
  }

  /** Uses a code up. */
  redeem(code: string): Redeemed {
    const until = this.#until.get(code);
    if (until === undefined) return 'unknown';
    this.#until.set(code, 0);
    return performance.now() < until ? 'good' : 'spent';
  }
}
