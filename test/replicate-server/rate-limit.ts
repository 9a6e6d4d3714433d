const windowMilliseconds = 60_000;

/** Lets so many requests through in any minute. */
export class RateLimit {
  readonly #limit: number;
  #passed: number[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Seconds until a request is let through; 0 when this one is. `now` in milliseconds. */
  secondsToWait(now: number): number {
    this.#passed = this.#passed.filter((time) => time > now - windowMilliseconds);
    const [oldest] = this.#passed;
    if (oldest !== undefined && this.#passed.length >= this.#limit) {
      return (oldest + windowMilliseconds - now) / 1000;
    }
    this.#passed.push(now);
    return 0;
  }
}
