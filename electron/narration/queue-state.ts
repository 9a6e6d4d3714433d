import type { NarrationState } from '../contract/narration.ts';
import type { Problem } from '../contract/problem.ts';
import { Rest } from '../base/rest.ts';

/** Whether a queue runs, rests or ends, and why. */
export class QueueState {
  readonly #abort: AbortSignal;
  readonly #rest: Rest;
  readonly #onChange: () => void;
  #state: NarrationState = 'running';
  #problem: Problem | null = null;
  #resumesAt: string | null = null;

  constructor(abort: AbortSignal, onChange: () => void) {
    this.#abort = abort;
    this.#rest = new Rest(abort);
    this.#onChange = onChange;
  }

  get state(): NarrationState {
    return this.#state;
  }

  /** What it rests for, and until when (ISO 8601); null where it does not. */
  get reason(): { problem: Problem | null; resumesAt: string | null } {
    return { problem: this.#problem, resumesAt: this.#resumesAt };
  }

  /** Whether it is in one of these states. */
  is(...states: readonly NarrationState[]): boolean {
    return states.includes(this.#state);
  }

  /** Goes into a state that a person or the queue itself decides on; whoever rests looks again. */
  enter(state: NarrationState): void {
    this.#state = state;
    this.#problem = null;
    this.#resumesAt = null;
    this.#rest.end();
    this.#onChange();
  }

  /** Rests for a problem: for so many seconds, or until somebody resumes it. */
  hold(state: 'paused' | 'waiting', problem: Problem, seconds: number | null): void {
    if (this.#abort.aborted) return;
    // A pause that the person asked for meanwhile stays one, and ends by itself at no time.
    if (this.#state === 'running' || (this.#state === 'waiting' && state === 'paused')) this.#state = state;
    const ends = this.#state === 'waiting' ? seconds : null;
    this.#problem = problem;
    this.#resumesAt = ends === null ? null : new Date(Date.now() + ends * 1000).toISOString();
    this.#onChange();
  }

  /** Ends it; `problem` is what stopped it. */
  end(state: NarrationState, problem: Problem | null): void {
    this.#state = state;
    this.#problem = problem;
    this.#resumesAt = null;
    this.#onChange();
  }

  /** Waits while it is paused, or for the time that a service asked for. */
  async resumed(): Promise<void> {
    while (!this.#abort.aborted) {
      if (!this.is('paused', 'waiting')) return;
      const left = this.#resumesAt === null ? null : Date.parse(this.#resumesAt) - Date.now();
      if (left !== null && left <= 0) this.enter('running');
      else await this.#rest.take(left === null ? null : left / 1000);
    }
  }
}
