interface Timer {
  due: number;
  action: () => void;
  handle: NodeJS.Timeout | undefined;
}

/** The server's own time: it runs with the computer's, and can be moved forward. Times in milliseconds since 1970. */
export class Clock {
  #ahead = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return Date.now() + this.#ahead;
  }

  /** Runs `action` once, so many seconds from now. The function returned calls it off. */
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

  /** Moves time forward; what falls due on the way runs in order, each at its own time. */
  advance(seconds: number): void {
    const target = this.now() + seconds * 1000;
    for (let next = this.#nextDue(target); next !== undefined; next = this.#nextDue(target)) {
      this.#moveTo(next.due);
      this.#run(next);
    }
    this.#moveTo(target);
    for (const timer of this.#timers) this.#arm(timer);
  }

  /** Calls off everything. */
  close(): void {
    for (const timer of this.#timers) this.#drop(timer);
  }

  #arm(timer: Timer): void {
    clearTimeout(timer.handle);
    const wait = Math.max(0, timer.due - this.now());
    timer.handle = setTimeout(() => {
      this.#run(timer);
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
    const due = [...this.#timers].filter((timer) => timer.due <= target);
    return due.sort((a, b) => a.due - b.due)[0];
  }

  #moveTo(time: number): void {
    this.#ahead += Math.max(0, time - this.now());
  }
}
