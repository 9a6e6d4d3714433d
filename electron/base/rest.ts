/** A rest that ends by itself, when somebody ends it, or when the signal aborts. */
export class Rest {
  readonly #signal: AbortSignal;
  #end: (() => void) | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Rests for so many seconds, or until `end` is called. */
  async take(seconds: number | null): Promise<void> {
    if (this.#signal.aborted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#end = resolve;
      this.#signal.addEventListener('abort', () => {
        resolve();
      });
      if (seconds !== null) timer = setTimeout(resolve, seconds * 1000);
    });
    clearTimeout(timer);
    this.#end = undefined;
  }

  /** Ends the rest that is being taken. */
  end(): void {
    this.#end?.();
  }
}
