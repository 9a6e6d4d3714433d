interface Timer {
  due: number;
  action: () => void;
  handle: NodeJS.Timeout | undefined;
}

/** Milliseconds beyond which the computer's timers go off at once. */
const longestWait = 2 ** 31 - 1;

/** The server's own time: it runs with the computer's, and can be moved forward. Times in milliseconds since 1970. */
export class Clock {
  #ahead: number;
  readonly #timers = new Set<Timer>();

  /** `ahead`: seconds by which it is ahead of the computer's. */
  constructor(ahead = 0) {
    this.#ahead = ahead * 1000;
  }

  now(): number {
    return Date.now() + this.#ahead;
  }

  /** Runs `action` once, so many seconds from now, which may be Infinity. The function returned calls it off. */
  after(seconds: number, action: () => void): () => void {
    const timer: Timer = { due: this.now() + seconds * 1000, action, handle: undefined };
    this.#timers.add(timer);
    this.#arm(timer);
    return () => {
      this.#drop(timer);
    };
  }

  /** Resolves so many seconds from now. */
  wait(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(seconds, resolve);
    });
  }

  /**
   * Moves time forward; what falls due on the way runs in order, each at its own time and after `settled` has resolved
   * for the one before.
   */
  async advance(seconds: number, settled: () => Promise<void>): Promise<void> {
    const target = this.now() + seconds * 1000;
    for (let next = this.#nextDue(target); next !== undefined; next = this.#nextDue(target)) {
      this.#moveTo(next.due);
      this.#run(next);
      await settled();
    }
    this.#moveTo(target);
    for (const timer of this.#timers) this.#arm(timer);
    await settled();
  }

  /** Calls off everything. */
  close(): void {
    for (const timer of this.#timers) this.#drop(timer);
  }

  #arm(timer: Timer): void {
    clearTimeout(timer.handle);
    if (timer.due === Infinity) return;
    const wait = Math.min(longestWait, Math.max(0, timer.due - this.now()));
    timer.handle = setTimeout(() => {
      if (wait === longestWait) this.#arm(timer);
      else this.#run(timer);
    }, wait).unref();
  }

  #run(timer: Timer): void {
    this.#drop(timer);
    timer.action();
  }

  #drop(timer: Timer): void {
    clearTimeout(timer.handle);
    this.#timers.delete(timer);
  }

  #nextDue(target: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.due <= target && timer.due < (next?.due ?? Infinity)) next = timer;
    }
    return next;
  }

  #moveTo(time: number): void {
    this.#ahead += Math.max(0, time - this.now());
  }
}
