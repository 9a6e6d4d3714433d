import { Scope } from '../scope/scope.ts';

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
    // A queue rests often under one signal: nothing of an earlier rest stays behind on it.
    const scope = new Scope();
    await new Promise<void>((resolve) => {
      this.#end = resolve;
      scope.listen(this.#signal, 'abort', () => {
        resolve();
      });
      if (seconds !== null) scope.after(seconds * 1000, resolve);
    });
    scope.close();
    this.#end = undefined;
  }

  /** Ends the rest that is being taken. */
  end(): void {
    this.#end?.();
  }
}
