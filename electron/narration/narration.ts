import type { NarrationState } from '../contract/narration.ts';
import { toProblem, type Problem } from '../contract/problem.ts';
import type { Speech } from '../voices/engine.ts';
import type { Begun, Job, Recorder } from './job.ts';
import { mostWaits, outcomeOf, waitSeconds } from './outcome.ts';
import { ProgressMeter, type Progress, type Standing } from './progress.ts';
import { refuseOverCap, stillOpen } from './refusals.ts';
import { Rest } from './rest.ts';

/** What a narration needs. */
export interface NarrationOptions {
  /** In reading order. */
  jobs: readonly Job[];
  /** Chunks that were asked for and are ready already. */
  standing: readonly Standing[];
  recorder: Recorder;
  /** US dollars that it may cost before it pauses; null for no cap. */
  maxCost: number | null;
  onProgress: (progress: Progress) => void;
}

/** What became of one attempt to have a chunk spoken. */
type Attempt = 'through' | 'again' | readonly Job[];

/**
 * Drives the predictions of a chapter or a book, one after another. While the engine speaks a chunk, the audio of the
 * one before is fetched and made a take. A chunk that fails is recorded and the next one goes on; what passes by itself
 * is waited for, what a person has to put right pauses the queue (`outcome.ts`). Cancelling is answered at once; what
 * was spoken by then is still kept.
 */
export class Narration {
  readonly #options: NarrationOptions;
  readonly #meter: ProgressMeter;
  readonly #abort = new AbortController();
  readonly #rest = new Rest(this.#abort.signal);
  #state: NarrationState = 'running';
  #problem: Problem | null = null;
  #stopped: Problem | null = null;
  #resumesAt: string | null = null;
  #maxCost: number | null;
  /** How often the queue has waited for the chunk that is at its head. */
  #waits = 0;
  /** The take being made; never rejects. */
  #keeping: Promise<void> = Promise.resolve();

  constructor(options: NarrationOptions) {
    this.#options = options;
    this.#maxCost = options.maxCost;
    this.#meter = new ProgressMeter(options.standing, options.jobs);
  }

  /** Speaks until nothing is left, it is cancelled, or a problem stops it. Never rejects. */
  async run(): Promise<Progress> {
    const queue = [...this.#options.jobs];
    for (let job = queue.shift(); job !== undefined;) {
      await this.#resumed();
      if (this.#abort.signal.aborted) break;
      const attempt = await this.#attempt(job);
      if (attempt === 'again') continue;
      this.#waits = 0;
      if (attempt !== 'through') queue.unshift(...attempt);
      job = queue.shift();
    }
    await this.#keeping;
    this.#state = this.#ending();
    this.#tell();
    return this.progress();
  }

  /** Lets the chunk under way end and then waits. */
  pause(): void {
    if (this.#state === 'running' || this.#state === 'waiting') this.#enter('paused');
  }

  /** Goes on after a pause, or at once instead of waiting; with another cap in US dollars, where one is given. */
  resume(maxCost = this.#maxCost): void {
    this.#maxCost = maxCost;
    if (this.#state === 'paused' || this.#state === 'waiting') this.#enter('running');
  }

  /** Gives up the prediction under way, at once, and all that follow. */
  cancel(): void {
    if (!['running', 'paused', 'waiting'].includes(this.#state)) return;
    this.#enter('cancelling');
    this.#abort.abort();
  }

  /** Where it stands. */
  progress(): Progress {
    return {
      ...this.#meter.snapshot(),
      state: this.#state,
      problem: this.#problem,
      waitingFor: null,
      resumesAt: this.#resumesAt,
      spent: this.#options.recorder.spent(),
      maxCost: this.#maxCost,
    };
  }

  async #attempt(job: Job): Promise<Attempt> {
    const started = performance.now();
    const { recorder } = this.#options;
    this.#meter.begin(job.section);
    this.#tell();
    let begun: Begun | null = null;
    try {
      const request = { text: job.text, voice: job.voice };
      const prepared = job.engine.prepare(request);
      refuseOverCap(job, prepared, recorder, this.#maxCost);
      const found = await this.#begin(job, () => recorder.begin(job, prepared));
      if (found === 'reused') {
        this.#finish(job, 'ready', started);
        return 'through';
      }
      begun = found;
      const speech = await job.engine.speak(request, prepared, begun.ledger, this.#abort.signal);
      await this.#keeping;
      this.#keeping = this.#keep(begun, job, speech, started);
      return 'through';
    } catch (thrown) {
      return this.#settle(begun, job, toProblem(thrown), started);
    }
  }

  /** An equal input may be at its very end for the chunk before: then that one's audio is this one's, too. */
  async #begin(job: Job, begin: () => ReturnType<Recorder['begin']>): Promise<Begun | 'reused'> {
    let found = await begin();
    if (found === 'pending') {
      await this.#keeping;
      found = await begin();
    }
    if (found !== 'pending') return found;
    throw stillOpen(job);
  }

  async #keep(begun: Begun, job: Job, speech: Speech, started: number): Promise<void> {
    for (let waits = 1; ; waits++) {
      try {
        await this.#options.recorder.keep(begun, job, speech);
        this.#finish(job, 'ready', started);
        return;
      } catch (thrown) {
        const problem = toProblem(thrown);
        // The audio is there and paid for: as long as it may still be fetched, nothing is given up.
        const again = outcomeOf(problem.code) === 'wait' && waits <= mostWaits && !this.#abort.signal.aborted;
        if (!again) {
          this.#settleKeeping(begun, job, problem, started);
          return;
        }
        await new Rest(this.#abort.signal).take(waitSeconds(waits, problem.retryAfter));
      }
    }
  }

  #settleKeeping(begun: Begun, job: Job, problem: Problem, started: number): void {
    const { recorder } = this.#options;
    const outcome = problem.code === 'cancelled' ? 'leave' : outcomeOf(problem.code);
    this.#recorded(() => {
      if (outcome === 'fail') recorder.fail(begun, job, problem);
      else recorder.leave(begun, job, problem);
    });
    if (outcome === 'stop') this.#stop(problem);
    this.#finish(job, 'failed', started);
  }

  /** Writes down an attempt that gave no audio, and decides what it means for the queue. */
  #settle(begun: Begun | null, job: Job, problem: Problem, started: number): Attempt {
    const { recorder } = this.#options;
    const drop = (): void => {
      this.#recorded(() => {
        if (begun !== null) recorder.drop(begun);
      });
    };
    if (problem.code === 'cancelled' && this.#abort.signal.aborted) {
      drop();
      return 'through';
    }
    switch (outcomeOf(problem.code)) {
      case 'stop':
        drop();
        this.#stop(problem);
        return 'through';
      case 'pause':
        this.#hold('paused', problem, null);
        return 'again';
      case 'wait':
        this.#wait(problem);
        return 'again';
      case 'cut':
        return this.#cut(begun, job, problem, started);
      case 'leave':
        this.#recorded(() => {
          if (begun !== null) recorder.leave(begun, job, problem);
        });
        break;
      case 'fail':
        this.#recorded(() => {
          recorder.fail(begun, job, problem);
        });
    }
    this.#finish(job, 'failed', started);
    return 'through';
  }

  #cut(begun: Begun | null, job: Job, problem: Problem, started: number): Attempt {
    const { recorder } = this.#options;
    const halves = this.#recorded(() => {
      const made = recorder.cut(job);
      if (made === null) recorder.fail(begun, job, problem);
      else if (begun !== null) recorder.drop(begun);
      return made;
    });
    if (halves === null) {
      this.#finish(job, 'failed', started);
      return 'through';
    }
    this.#meter.cut(job, halves);
    return halves;
  }

  #wait(problem: Problem): void {
    this.#waits++;
    if (this.#waits > mostWaits) {
      this.#waits = 0;
      this.#hold('paused', problem, null);
      return;
    }
    this.#hold('waiting', problem, waitSeconds(this.#waits, problem.retryAfter));
  }

  #hold(state: 'paused' | 'waiting', problem: Problem, seconds: number | null): void {
    if (this.#abort.signal.aborted) return;
    // A pause that the person asked for meanwhile stays one, and ends by itself at no time.
    if (this.#state === 'running') this.#state = state;
    const ends = this.#state === 'waiting' ? seconds : null;
    this.#problem = problem;
    this.#resumesAt = ends === null ? null : new Date(Date.now() + ends * 1000).toISOString();
    this.#tell();
  }

  #stop(problem: Problem): void {
    this.#stopped ??= problem;
    this.#abort.abort();
  }

  /** Null, and the end of the narration, when it could not be written down. */
  #recorded<Value>(write: () => Value): Value | null {
    try {
      return write();
    } catch (thrown) {
      this.#stop(toProblem(thrown));
      return null;
    }
  }

  #finish(job: Job, outcome: 'ready' | 'failed', started: number): void {
    this.#meter.finish(job, outcome, (performance.now() - started) / 1000);
    this.#tell();
  }

  #ending(): NarrationState {
    this.#problem = this.#stopped;
    this.#resumesAt = null;
    if (this.#stopped !== null) return 'stopped';
    const { ready, failed, total } = this.#meter.snapshot();
    return ready + failed === total ? 'done' : 'cancelled';
  }

  #enter(state: NarrationState): void {
    this.#state = state;
    this.#problem = null;
    this.#resumesAt = null;
    this.#rest.end();
    this.#tell();
  }

  /** Waits while it is paused, or for the time that a service asked for. */
  async #resumed(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      const { state, resumesAt } = this.progress();
      if (state !== 'paused' && state !== 'waiting') return;
      const left = resumesAt === null ? null : Date.parse(resumesAt) - Date.now();
      if (left !== null && left <= 0) this.#enter('running');
      else await this.#rest.take(left === null ? null : left / 1000);
    }
  }

  #tell(): void {
    this.#options.onProgress(this.progress());
  }
}
