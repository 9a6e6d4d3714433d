import type { Job } from './job.ts';

/** The chunks that wait to be spoken, in order, with what edits put behind them meanwhile. */
export class JobQueue {
  readonly #jobs: Job[];
  readonly #added: (seen: ReadonlySet<Job['chunk']>) => readonly Job[];
  /** The chunks that had their turn. */
  readonly #seen = new Set<Job['chunk']>();

  /** `added` is asked, once nothing is left, for what there is besides the chunks that had their turn. */
  constructor(jobs: readonly Job[], added: (seen: ReadonlySet<Job['chunk']>) => readonly Job[]) {
    this.#jobs = [...jobs];
    this.#added = added;
  }

  /** The next one; undefined when there is none. */
  next(): Job | undefined {
    if (this.#jobs.length === 0) this.#jobs.push(...this.#added(this.#seen));
    const job = this.#jobs.shift();
    if (job !== undefined) this.#seen.add(job.chunk);
    return job;
  }

  /** These go before all others. */
  putFirst(jobs: readonly Job[]): void {
    this.#jobs.unshift(...jobs);
  }
}
