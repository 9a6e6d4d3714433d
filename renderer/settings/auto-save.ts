import { toProblem, type Problem } from '../../electron/contract/problem.ts';
import { createStore, type Store } from '../app/store.ts';

/** How saving stands: nothing changed yet, changes under way, all saved, or what kept them from it. */
export interface SaveState<Values> {
  status: 'untouched' | 'saving' | 'saved' | 'failed';
  /** What was changed since the stored values were last read. It is shown in their place. */
  changed: Partial<Values>;
  problem: Problem | null;
}

/** How long it waits for the next change before it saves, in milliseconds. */
export const saveDelay = 400;

/** Saves changes a moment after the last one, one save at a time; what failed stays and is saved with the next. */
export class AutoSave<Values extends object> {
  readonly state: Store<SaveState<Values>> = createStore<SaveState<Values>>({
    status: 'untouched',
    changed: {},
    problem: null,
  });
  readonly #save: (change: Partial<Values>) => Promise<unknown>;
  #unsaved: Partial<Values> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving = false;

  constructor(save: (change: Partial<Values>) => Promise<unknown>) {
    this.#save = save;
  }

  /** Takes a change in. `delay` in milliseconds; 0 for what is not being typed or dragged. */
  change(change: Partial<Values>, delay: number = saveDelay): void {
    this.#unsaved = { ...this.#unsaved, ...change };
    this.state.set({ status: 'saving', changed: { ...this.state.get().changed, ...change }, problem: null });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.flush();
    }, delay);
  }

  /** Saves at once what is not saved yet; also the way to try again after a failure. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#saving) return;
    this.#saving = true;
    while (Object.keys(this.#unsaved).length > 0) {
      const saving = this.#unsaved;
      this.#unsaved = {};
      this.state.set({ ...this.state.get(), status: 'saving', problem: null });
      try {
        await this.#save(saving);
        this.state.set({ ...this.state.get(), status: 'saved' });
      } catch (thrown) {
        this.#unsaved = { ...saving, ...this.#unsaved };
        this.state.set({ ...this.state.get(), status: 'failed', problem: toProblem(thrown) });
        break;
      }
    }
    this.#saving = false;
  }

  /**
   * The stored values were read again: they are shown as they are, but for what is still to be saved. Only then, for
   * what was just saved reaches a reader a moment after it is stored, and would jump back until it does.
   */
  renewed(): void {
    if (!this.#saving) this.state.set({ ...this.state.get(), changed: this.#unsaved });
  }
}
