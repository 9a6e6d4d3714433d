/** Undoes something; more than once is as good as once. */
export type Release = () => void;

/** What events are listened to on in a page, and in Node where it follows the page. */
export interface Listenable {
  addEventListener(type: string, listener: (event: Event) => void, options?: { passive: boolean }): void;
  removeEventListener(type: string, listener: (event: Event) => void): void;
}

/** What Node's own objects tell their events by. */
export interface Emitter<Listener> {
  on(name: string, listener: Listener): unknown;
  off(name: string, listener: Listener): unknown;
}

/** The event of a target, as its property `on…` has it; without one nothing is known of it. */
type EventOf<Target, Type extends string> =
  Target extends Record<`on${Type}`, infer Handler>
    ? NonNullable<Handler> extends (this: never, event: infer Told) => unknown
      ? Told
      : Event
    : Event;

/**
 * Owns what has to end together: listeners, timers, abort signals and whatever else can be released. It is open until
 * it is closed, once; what is added to a closed one is released at once, so that nothing that comes late stays behind.
 */
export class Scope {
  /** In the order in which they were added. */
  readonly #releases = new Set<Release>();
  #controller: AbortController | undefined;
  #isClosed = false;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Aborts when this is closed. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      const controller = new AbortController();
      this.#controller = controller;
      this.add(() => {
        controller.abort();
      });
    }
    return this.#controller.signal;
  }

  /** Calls `release` once: when this is closed, or when the answer is called, which then forgets it. */
  add(release: Release): Release {
    if (this.#isClosed) {
      release();
      return () => undefined;
    }
    const once = (): void => {
      if (this.#releases.delete(once)) release();
    };
    this.#releases.add(once);
    return once;
  }

  /** Listens to an event of a page's target; the answer stops it. */
  listen<Target extends Listenable, Type extends string>(
    target: Target,
    type: Type,
    listener: (event: EventOf<Target, Type>) => void,
    options?: { passive: boolean },
  ): Release;
  listen(
    target: Listenable,
    type: string,
    listener: (event: Event) => void,
    options?: { passive: boolean },
  ): Release {
    if (this.#isClosed) return () => undefined;
    target.addEventListener(type, listener, options);
    return this.add(() => {
      target.removeEventListener(type, listener);
    });
  }

  /** Listens to an event of one of Node's emitters; the answer stops it. */
  on<Listener>(emitter: Emitter<Listener>, name: string, listener: NoInfer<Listener>): Release {
    if (this.#isClosed) return () => undefined;
    emitter.on(name, listener);
    return this.add(() => {
      emitter.off(name, listener);
    });
  }

  /** Calls back once, after so many milliseconds; the answer calls it off. */
  after(milliseconds: number, run: () => void): Release {
    if (this.#isClosed) return () => undefined;
    const timer = setTimeout(() => {
      release();
      run();
    }, milliseconds);
    const release = this.add(() => {
      clearTimeout(timer);
    });
    return release;
  }

  /** Calls back again and again, so many milliseconds apart; the answer ends it. */
  every(milliseconds: number, run: () => void): Release {
    if (this.#isClosed) return () => undefined;
    const timer = setInterval(run, milliseconds);
    return this.add(() => {
      clearInterval(timer);
    });
  }

  /** A scope that is closed with this one, or before it. */
  child(): Scope {
    const child = new Scope();
    child.add(this.add(child.close));
    return child;
  }

  /**
   * Releases all, the last added first; a second time does nothing. One that throws keeps no other: what they threw is
   * thrown at the end, several of them as an `AggregateError`. It may be handed on as a function.
   */
  readonly close = (): void => {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const thrown: unknown[] = [];
    for (const release of [...this.#releases].reverse()) {
      try {
        release();
      } catch (error) {
        thrown.push(error);
      }
    }
    this.#releases.clear();
    if (thrown.length > 1) throw new AggregateError(thrown, 'Several things could not be released.');
    if (thrown.length === 1) throw thrown[0];
  };
}
