import { toProblem, type Problem } from '../../electron/contract/problem.ts';
import { createStore, type Store } from '../app/store.ts';

/** How saving stands: nothing changed yet, changes under way, all saved, or what kept them from it. */
export interface SaveState<Values> {
  status: 'untouched' | 'saving' | 'saved' | 'failed';
  /** What was changed and is not known to be stored. It is shown in place of what is stored. */
  unsaved: Partial<Values>;
  problem: Problem | null;
}

/** How long it waits for the next change before it saves, in milliseconds. */
export const saveDelay = 400;

/** Saves changes a moment after the last one, one save at a time; what failed stays and is saved with the next. */
export class AutoSave<Values extends object> {
  readonly state: Store<SaveState<Values>> = createStore<SaveState<Values>>({
    status: 'untouched',
    unsaved: {},
    problem: null,
  });
  readonly #save: (change: Partial<Values>) => Promise<unknown>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving = false;

  constructor(save: (change: Partial<Values>) => Promise<unknown>) {
    this.#save = save;
  }

  /** Takes a change in. `delay` in milliseconds; 0 for what is not being typed or dragged. */
  change(change: Partial<Values>, delay: number = saveDelay): void {
    const unsaved = { ...this.state.get().unsaved, ...change };
    this.state.set({ status: 'saving', unsaved, problem: null });
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
    while (Object.keys(this.state.get().unsaved).length > 0) {
      const { unsaved } = this.state.get();
      try {
        this.state.set({ status: 'saving', unsaved, problem: null });
        await this.#save(unsaved);
      } catch (thrown) {
        this.state.set({ ...this.state.get(), status: 'failed', problem: toProblem(thrown) });
        break;
      }
      this.#settle(unsaved);
    }
    this.#saving = false;
  }

  /** Forgets what is stored now, but not what was changed while it was being stored. */
  #settle(stored: Partial<Values>): void {
    const unsaved = { ...this.state.get().unsaved };
    for (const key in stored) {
      if (Object.is(unsaved[key], stored[key])) Reflect.deleteProperty(unsaved, key);
    }
    const done = Object.keys(unsaved).length === 0;
    this.state.set({ status: done ? 'saved' : 'saving', unsaved, problem: null });
  }
}
