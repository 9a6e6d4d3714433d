import { app } from 'electron';

/** What has to be thought of before the program ends. */
export interface Ending {
  /** Whether something runs that would be cut off. */
  isBusy(): boolean;
  /** Asks the person whether to end all the same. */
  confirm(): Promise<boolean>;
  /** Puts everything away. */
  close(): Promise<void>;
}

/** The only way out: nothing that runs is cut off without asking, and the library is put away before the process ends. */
export class QuitGuard {
  readonly #ending: Ending;
  #state: 'open' | 'asking' | 'closing' | 'closed' = 'open';

  constructor(ending: Ending) {
    this.#ending = ending;
  }

  /** Whether everything is put away, so that windows may close and the process may end. */
  get closed(): boolean {
    return this.#state === 'closed';
  }

  /** Turns every way in which Electron would quit into one that asks and puts away. */
  install(): void {
    app.on('before-quit', (event) => {
      if (this.closed) return;
      event.preventDefault();
      void this.quit();
    });
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      // Whoever sends a signal does not read questions.
      process.on(signal, () => void this.end());
    }
  }

  /** Ends the program if the person agrees; false when they do not, or when it is ending already. */
  async quit(): Promise<boolean> {
    if (!(await this.mayEnd())) return false;
    await this.end();
    return true;
  }

  /** Asks the person if something runs; false also while another question is open. */
  async mayEnd(): Promise<boolean> {
    if (this.#state !== 'open') return false;
    if (!this.#ending.isBusy()) return true;
    this.#state = 'asking';
    const agreed = await this.#ending.confirm();
    // A signal may have come meanwhile.
    if (!this.#isStill('asking')) return false;
    this.#state = 'open';
    return agreed;
  }

  /** Puts everything away and quits, asking nothing; `last` runs just before quitting. */
  async end(last: () => void = () => undefined): Promise<void> {
    if (this.#state === 'closing' || this.#state === 'closed') return;
    this.#state = 'closing';
    try {
      await this.#ending.close();
    } finally {
      this.#state = 'closed';
      last();
      app.quit();
    }
  }

  #isStill(state: string): boolean {
    return this.#state === state;
  }
}
