import type { CallOutput } from '../../electron/contract/calls.ts';
import { toProblem, type Problem } from '../../electron/contract/problem.ts';
import type { Project } from '../../electron/contract/project.ts';
import { createStore, type Store } from '../app/store.ts';

/** What an import gives. */
export type Imported = CallOutput<'projects.import'>;

/** One manuscript on its way into the library. */
export interface ImportSource {
  /** What the person knows it by. */
  name: string;
  /** Null when the person chose nothing. */
  read(): Promise<Imported | null>;
  /**
   * Imports it once more, as another project; null when the person, asked for it again, chose nothing. Left out where
   * that cannot be.
   */
  readAgain?: () => Promise<Imported | null>;
}

/** A manuscript that was in the library before. */
export interface Known {
  project: Project;
  /** See {@link ImportSource}. */
  again: ImportSource['readAgain'];
}

/** A manuscript that was not imported, and why. */
export interface Refusal {
  name: string;
  problem: Problem;
}

/** How the imports stand. */
export interface ImportState {
  /** Name of the manuscript being read now. */
  reading: string | null;
  /** How many wait behind it. */
  waiting: number;
  /** What was refused since the last dismissal, oldest first. */
  refusals: readonly Refusal[];
  /** Manuscripts of the last batch that were in the library before. */
  known: readonly Known[];
}

const idle: ImportState = { reading: null, waiting: 0, refusals: [], known: [] };

/**
 * Imports manuscripts one after another. What is added while it works joins the same batch; `onDone` gets the
 * projects of a batch once nothing waits any more.
 */
export class ImportQueue {
  readonly state: Store<ImportState> = createStore(idle);
  #waiting: ImportSource[] = [];
  #batch: (Imported & Pick<Known, 'again'>)[] = [];

  /** Adds manuscripts, and folders or others that are refused at once; what was said of earlier ones is cleared. */
  async add(
    sources: readonly ImportSource[],
    onDone: (projects: readonly Project[]) => void,
    refusals: readonly Refusal[] = [],
  ): Promise<void> {
    this.#waiting.push(...sources);
    if (this.state.get().reading !== null) {
      const { refusals: earlier } = this.state.get();
      this.#change({ waiting: this.#waiting.length, refusals: [...earlier, ...refusals] });
      return;
    }
    this.state.set({ ...idle, refusals });
    this.#batch = [];
    for (let source = this.#waiting.shift(); source !== undefined; source = this.#waiting.shift()) {
      this.#change({ reading: source.name, waiting: this.#waiting.length });
      await this.#import(source);
    }
    this.#change({
      reading: null,
      known: this.#batch.filter(({ created }) => !created).map(({ project, again }) => ({ project, again })),
    });
    if (this.#batch.length > 0) onDone(this.#batch.map(({ project }) => project));
  }

  /** Clears what was said of imports that have ended. */
  dismiss(): void {
    this.#change({ refusals: [], known: [] });
  }

  /** Clears what was said of manuscripts that were in the library before. */
  forgetKnown(): void {
    this.#change({ known: [] });
  }

  async #import(source: ImportSource): Promise<void> {
    try {
      const imported = await source.read();
      if (imported !== null) this.#batch.push({ ...imported, again: source.readAgain });
    } catch (thrown) {
      const refusal = { name: source.name, problem: toProblem(thrown) };
      this.#change({ refusals: [...this.state.get().refusals, refusal] });
    }
  }

  #change(change: Partial<ImportState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}
