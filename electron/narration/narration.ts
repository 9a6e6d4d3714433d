import { isPaid } from '../contract/engine-entry.ts';
import type { NarrationState } from '../contract/narration.ts';
import { toProblem, type Problem } from '../contract/problem.ts';
import type { Speech } from '../engines/engine.ts';
import { Scope } from '../scope/scope.ts';
import { Breaker } from './breaker.ts';
import type { Begun, Job, Recorder } from './job.ts';
import { JobQueue } from './job-queue.ts';
import { mostWaits, outcomeOf, waitSeconds } from '../predictions/outcome.ts';
import { ProgressMeter, type Progress, type Standing } from './progress-meter.ts';
import { beginOnceFree, refuseOverCap } from './refusals.ts';
import { QueueState } from './queue-state.ts';

/** What a narration needs. */
export interface NarrationNeeds {
  /** In reading order. */
  jobs: readonly Job[];
  /** Chunks that were asked for and are ready already. */
  standing: readonly Standing[];
  recorder: Recorder;
  /** US dollars that it may cost before it pauses; null for no cap. */
  maxCost: number | null;
  /** Seconds for which audio under way is still waited for after a cancel. */
  grace: number;
  onProgress: (progress: Progress) => void;
}

/** What became of one attempt. */
type Attempt = 'through' | 'again' | readonly Job[];

/**
 * Drives the predictions of a chapter or a book, one after another. While the engine speaks a chunk, the audio of the
 * one before is fetched and made a take. A chunk that fails is recorded and the next one goes on; what passes by itself
 * is waited for, what a person has to put right pauses the queue (`outcome.ts`). Cancelling is answered at once; what
 * was spoken by then is still kept.
 */
export class Narration {
  readonly #needs: NarrationNeeds;
  readonly #meter: ProgressMeter;
  /** Until its end; what it waits for and who listens to it ends with it. */
  readonly #scope = new Scope();
  readonly #abort = this.#scope.child();
  readonly #queue = new QueueState(this.#abort.signal, () => {
    this.#tell();
  });
  #stopped: Problem | null = null;
  #maxCost: number | null;
  /** How often it has waited for the chunk under way. */
  #waits = 0;
  /** The take being made; never rejects. */
  #keeping: Promise<void> = Promise.resolve();
  /** Aborts a while after a cancel: what is fetched by then is left to the background. */
  readonly #late = this.#scope.child();
  readonly #breaker = new Breaker();
  /** The chunks that were left without audio. */
  readonly #left = new Set<Job['chunk']>();
  /** What predictions under way wait for. */
  readonly #waitingFor = new Map<Job, Problem>();

  constructor(needs: NarrationNeeds) {
    this.#needs = needs;
    this.#maxCost = needs.maxCost;
    this.#meter = new ProgressMeter(needs.standing, needs.jobs);
  }

  /** Speaks until nothing is left, it is cancelled, or a problem stops it. Never rejects. */
  async run(): Promise<Progress> {
    const queue = new JobQueue(this.#needs.jobs, (seen) => this.#added(seen));
    for (let job = queue.next(); job !== undefined;) {
      await this.#queue.resumed();
      if (this.#breaker.isWary) {
        await this.#keeping;
        await this.#queue.resumed();
      }
      if (this.#abort.signal.aborted) break;
      const attempt = await this.#attempt(job);
      if (attempt === 'again') continue;
      this.#waits = 0;
      if (attempt !== 'through') queue.putFirst(attempt);
      job = queue.next();
    }
    await this.#keeping;
    this.#scope.close();
    this.#queue.end(this.#ending(), this.#stopped);
    return this.progress();
  }

  /** Lets the chunk under way end and then waits. */
  pause(): void {
    if (this.#queue.is('running', 'waiting')) this.#queue.enter('paused');
  }

  /** Goes on after a pause, or at once instead of waiting; with another cap in US dollars, where one is given. */
  resume(maxCost = this.#maxCost): void {
    this.#maxCost = maxCost;
    this.#breaker.reset();
    if (this.#queue.is('paused', 'waiting')) this.#queue.enter('running');
  }

  /** Gives up the prediction under way, at once, and all that follow. */
  cancel(): void {
    if (!this.#queue.is('running', 'paused', 'waiting')) return;
    this.#queue.enter('cancelling');
    this.#abort.close();
    this.#scope.after(this.#needs.grace * 1000, this.#late.close);
  }

  /** Where it stands. */
  progress(): Progress {
    return {
      ...this.#meter.snapshot(),
      state: this.#queue.state,
      ...this.#queue.reason,
      waitingFor: [...this.#waitingFor.values()].at(-1) ?? null,
      spent: this.#needs.recorder.spent(),
      maxCost: this.#maxCost,
    };
  }

  #added(seen: ReadonlySet<Job['chunk']>): readonly Job[] {
    if (this.#abort.signal.aborted) return [];
    const added = this.#recorded(() => this.#needs.recorder.added(seen)) ?? [];
    this.#meter.add(added);
    return added;
  }

  async #attempt(asked: Job): Promise<Attempt> {
    const started = performance.now();
    const { recorder } = this.#needs;
    const job = this.#recorded(() => recorder.renewed(asked));
    if (job === null && !this.#abort.signal.aborted) this.#finish(asked, 'ready', started);
    if (job === null) return 'through';
    this.#meter.begin(job.section);
    this.#tell();
    let begun: Begun | null = null;
    try {
      const request = { text: job.text, voice: job.voice };
      const prepared = job.engine.prepare(request);
      refuseOverCap(job, prepared, recorder, this.#maxCost);
      const begin = () =>
        recorder.begin(job, prepared, (waitingFor) => {
          this.#waitFor(job, waitingFor);
        });
      const found = await beginOnceFree(job, begin, () => this.#keeping);
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
      // What the one before comes to is known first: several in a row are counted in their order.
      if (isPaid(job.engine.entry)) await this.#keeping;
      return this.#settle(begun, job, toProblem(thrown), started);
    }
  }

  async #keep(begun: Begun, job: Job, speech: Speech, started: number): Promise<void> {
    try {
      await this.#needs.recorder.keep(begun, job, speech, this.#late.signal);
      this.#breaker.reset();
      this.#finish(job, 'ready', started);
    } catch (thrown) {
      this.#settleKeeping(begun, job, toProblem(thrown), started);
    }
  }

  #settleKeeping(begun: Begun, job: Job, problem: Problem, started: number): void {
    const { recorder } = this.#needs;
    const outcome = problem.code === 'cancelled' ? 'leave' : outcomeOf(problem.code);
    this.#recorded(() => {
      if (outcome === 'fail') recorder.fail(begun, job, problem);
      else recorder.leave(begun, job, problem);
    });
    if (outcome === 'stop') this.#stop(problem);
    this.#finish(job, 'failed', started);
    this.#judge(begun, job, problem);
  }

  /** A chunk is left without audio: when several that were paid are, in a row, a person decides. */
  #judge(begun: Begun | null, job: Job, problem: Problem): void {
    this.#breaker.count(begun, job, problem);
    const verdict = this.#breaker.verdict(problem);
    if (verdict !== null) this.#queue.hold('paused', verdict, null);
  }

  #waitFor(job: Job, problem: Problem | null): void {
    this.#waitingFor.delete(job);
    if (problem !== null) this.#waitingFor.set(job, problem);
    this.#tell();
  }

  /** Writes down an attempt that gave no audio, and decides what it means for the queue. */
  #settle(begun: Begun | null, job: Job, problem: Problem, started: number): Attempt {
    const { recorder } = this.#needs;
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
        this.#queue.hold('paused', problem, null);
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
    this.#judge(begun, job, problem);
    return 'through';
  }

  #cut(begun: Begun | null, job: Job, problem: Problem, started: number): Attempt {
    const { recorder } = this.#needs;
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
      this.#queue.hold('paused', problem, null);
      return;
    }
    this.#queue.hold('waiting', problem, waitSeconds(this.#waits, problem.retryAfter));
  }

  #stop(problem: Problem): void {
    this.#stopped ??= problem;
    this.#abort.close();
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

  /** The audio of a chunk that was left without it has come after all, by whoever went on with it; also after the end. */
  recovered(chunk: Job['chunk']): void {
    if (!this.#left.delete(chunk)) return;
    this.#meter.recover();
    this.#tell();
  }

  #finish(job: Job, outcome: 'ready' | 'failed', started: number): void {
    if (outcome === 'failed') this.#left.add(job.chunk);
    this.#meter.finish(job, outcome, (performance.now() - started) / 1000);
    this.#tell();
  }

  #ending(): NarrationState {
    if (this.#stopped !== null) return 'stopped';
    const { ready, failed, total } = this.#meter.snapshot();
    return ready + failed === total ? 'done' : 'cancelled';
  }

  #tell(): void {
    this.#needs.onProgress(this.progress());
  }
}
