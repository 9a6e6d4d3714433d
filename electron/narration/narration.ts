import type { PredictionId } from '../contract/ids.ts';
import type { NarrationState } from '../contract/narration.ts';
import { toProblem, type Problem, type ProblemCode } from '../contract/problem.ts';
import type { Engine, Speech } from '../voices/engine.ts';
import type { Job, Recorder } from './job.ts';
import { ProgressMeter, type Standing } from './progress.ts';

/** Problems that the next chunk would meet as well: going on would only repeat them. */
const fatal: ReadonlySet<ProblemCode> = new Set(['disk-full', 'library-unwritable', 'library-damaged']);

/** What a narration needs. */
export interface NarrationOptions {
  /** In reading order. */
  jobs: readonly Job[];
  /** Chunks that were asked for and are ready already. */
  standing: readonly Standing[];
  engine: Engine;
  recorder: Recorder;
  onProgress: (progress: Progress) => void;
}

/** See `NarrationProgress` in the contract; here without the project. */
export type Progress = ReturnType<ProgressMeter['snapshot']> & {
  state: NarrationState;
  problem: Problem | null;
};

/**
 * Drives the predictions of a chapter or a book, one after another. While the engine speaks a chunk, the take of the
 * one before is made. A chunk that fails is recorded and the next one goes on. Cancelling is answered at once; a
 * chunk already spoken is still kept.
 */
export class Narration {
  readonly #options: NarrationOptions;
  readonly #meter: ProgressMeter;
  readonly #abort = new AbortController();
  #state: NarrationState = 'running';
  #problem: Problem | null = null;
  #wake: (() => void) | undefined;
  /** The take being made; never rejects. */
  #keeping: Promise<void> = Promise.resolve();

  constructor(options: NarrationOptions) {
    this.#options = options;
    this.#meter = new ProgressMeter(options.standing, options.jobs);
  }

  /** Speaks until nothing is left, it is cancelled, or a problem stops it. Never rejects. */
  async run(): Promise<Progress> {
    for (const job of this.#options.jobs) {
      await this.#resumed();
      if (this.#abort.signal.aborted) break;
      await this.#speak(job);
    }
    await this.#keeping;
    this.#state = this.#ending();
    this.#tell();
    return this.progress();
  }

  /** Lets the chunk under way end and then waits. */
  pause(): void {
    if (this.#state === 'running') this.#enter('paused');
  }

  /** Goes on after a pause. */
  resume(): void {
    if (this.#state === 'paused') this.#enter('running');
  }

  /** Gives up the prediction under way, at once, and all that follow. */
  cancel(): void {
    if (this.#state !== 'running' && this.#state !== 'paused') return;
    this.#enter('cancelling');
    this.#abort.abort();
  }

  /** Where it stands. */
  progress(): Progress {
    return { ...this.#meter.snapshot(), state: this.#state, problem: this.#problem };
  }

  async #speak(job: Job): Promise<void> {
    const started = performance.now();
    const { engine, recorder } = this.#options;
    this.#meter.begin(job.section);
    this.#tell();
    let prediction: PredictionId | undefined;
    try {
      prediction = recorder.begin(job);
      const speech = await engine.speak({ text: job.text, voice: job.voice }, this.#abort.signal);
      await this.#keeping;
      this.#keeping = this.#keep(prediction, job, speech, started);
    } catch (thrown) {
      this.#settle(prediction, job, toProblem(thrown), started);
    }
  }

  async #keep(prediction: PredictionId, job: Job, speech: Speech, started: number): Promise<void> {
    const seconds = (performance.now() - started) / 1000;
    try {
      await this.#options.recorder.keep(prediction, job, speech);
      this.#meter.finish(job, 'ready', seconds);
      this.#tell();
    } catch (thrown) {
      this.#settle(prediction, job, toProblem(thrown), started);
    }
  }

  /** Writes down a prediction that gave no take. */
  #settle(prediction: PredictionId | undefined, job: Job, problem: Problem, started: number): void {
    const cancelled = problem.code === 'cancelled' && this.#abort.signal.aborted;
    try {
      if (prediction !== undefined && cancelled) this.#options.recorder.cancel(prediction);
      else if (prediction !== undefined) this.#options.recorder.fail(prediction, job, problem);
    } catch (thrown) {
      this.#stop(toProblem(thrown));
    }
    if (cancelled) return;
    if (fatal.has(problem.code) || prediction === undefined) this.#stop(problem);
    this.#meter.finish(job, 'failed', (performance.now() - started) / 1000);
    this.#tell();
  }

  #stop(problem: Problem): void {
    this.#problem ??= problem;
    this.#abort.abort();
    this.#wake?.();
  }

  #ending(): NarrationState {
    if (this.#problem !== null) return 'stopped';
    const { ready, failed, total } = this.#meter.snapshot();
    return ready + failed === total ? 'done' : 'cancelled';
  }

  #enter(state: NarrationState): void {
    this.#state = state;
    this.#wake?.();
    this.#wake = undefined;
    this.#tell();
  }

  async #resumed(): Promise<void> {
    while (this.#state === 'paused' && !this.#abort.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #tell(): void {
    this.#options.onProgress(this.progress());
  }
}
