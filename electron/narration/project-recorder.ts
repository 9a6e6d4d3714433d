import { isPaid } from '../contract/engine-entry.ts';
import { splitInTwo } from '../chunking/split-in-two.ts';
import type { ChunkId, PredictionId } from '../contract/ids.ts';
import type { Problem } from '../contract/problem.ts';
import type { Project } from '../contract/project.ts';
import { findChunk, recordProblem } from '../db/queries/chunks.ts';
import { findOpen, listOpenOfInput, type InputKey, type OpenPrediction } from '../db/queries/predictions.ts';
import type { Begun, Job, OnWaiting, Recorder } from './job.ts';
import type { PreparedSpeech, Speech } from '../engines/engine.ts';
import type { HeldPredictions } from '../predictions/held-predictions.ts';
import { expect, type Expectation } from '../book/expectation.ts';
import type { Library } from '../library/open-library.ts';
import { isOut, isOwed, owedInstead } from '../predictions/owed-audio.ts';
import type { PredictionLog } from '../predictions/prediction-log.ts';
import { readSettings } from '../library/settings.ts';
import { inputKey, wordsHash } from '../book/take-key.ts';
import type { EditHistory } from '../book/edits/edit-history.ts';
import { split } from '../book/edits/split.ts';
import type { TakeStore } from '../predictions/take-store.ts';

/** Whom a recorder tells of chunks. */
export interface ChunkListener {
  /** A chunk as a job, by what it wants now; null when it is gone, or ready, or not spoken. */
  jobOf(chunk: ChunkId): Job | null;
  /** What was asked for and is not ready, besides these chunks. */
  added(seen: ReadonlySet<ChunkId>): Job[];
  /** It was spoken, or failed to be. */
  changed(chunk: ChunkId): void;
}

/** Writes down what a narration of one project does. */
export class ProjectRecorder implements Recorder {
  readonly #library: Library;
  readonly #takeStore: TakeStore;
  readonly #log: PredictionLog;
  readonly #project: Project;
  readonly #listener: ChunkListener;
  readonly #held: HeldPredictions;
  readonly #history: EditHistory;
  readonly #rate: number;
  #expectation: Expectation | undefined;
  readonly #own = new Set<PredictionId>();
  #billedSeconds = 0;

  constructor(
    needs: {
      library: Library;
      takeStore: TakeStore;
      log: PredictionLog;
      held: HeldPredictions;
      history: EditHistory;
    },
    project: Project,
    listener: ChunkListener,
  ) {
    this.#library = needs.library;
    this.#takeStore = needs.takeStore;
    this.#log = needs.log;
    this.#project = project;
    this.#listener = listener;
    this.#held = needs.held;
    this.#history = needs.history;
    this.#rate = readSettings(needs.library.db).replicateRate;
  }

  async begin(
    job: Job,
    prepared: PreparedSpeech,
    onWaiting: OnWaiting,
  ): Promise<Begun | 'reused' | 'pending'> {
    this.#library.ensureHeld();
    const { chunk, section, engine } = job;
    if (isPaid(engine.entry)) {
      const found = await this.#find(job, inputKey(engine, prepared));
      if (found === 'reused') this.#listener.changed(chunk);
      if (found === 'reused' || found === 'pending') return found;
      if (found !== null) return this.#begun(found.id, onWaiting, found);
    } else if (await this.#takeStore.reuse({ ...this.#of(job), engine }, inputKey(engine, prepared))) {
      // Nothing is spoken twice without need, not even for nothing.
      this.#listener.changed(chunk);
      return 'reused';
    }
    const target = { project: this.#project.id, section, chunk, place: job.place };
    return this.#begun(this.#log.begin({ ...job, target }, prepared), onWaiting);
  }

  /** What there is of an equal input: its audio, which is the chunk's now; its open prediction; null for nothing. */
  async #find(job: Job, key: InputKey): Promise<OpenPrediction | 'reused' | 'pending' | null> {
    const { chunk, engine } = job;
    const wanted = { ...this.#of(job), engine };
    for (;;) {
      const open = listOpenOfInput(this.#library.db, key);
      const own = open.find((one) => one.chunk === chunk);
      if (own === undefined && open.length > 0) return 'pending';
      if (own === undefined) return (await this.#takeStore.reuse(wanted, key)) ? 'reused' : null;
      // Nobody else goes on with it from here; it may have come to its end until whoever did has let go.
      await this.#take(own.id);
      const still = findOpen(this.#library.db, own.id);
      if (still === null) {
        this.#giveBack(own.id);
        continue;
      }
      const isHad = isOut(still) && (await this.#takeStore.recover({ ...wanted, prediction: own.id }));
      if (!isHad) return still;
      this.#giveBack(own.id);
      return 'reused';
    }
  }

  async keep({ prediction }: Begun, job: Job, speech: Speech, signal: AbortSignal): Promise<void> {
    const { engine, chunk } = job;
    const audio = await speech.audio(signal);
    this.#library.ensureHeld();
    const finished = { ...this.#of(job), engine, prediction };
    try {
      await this.#takeStore.keep(finished, audio, speech.facts.predictTime);
    } catch (thrown) {
      throw isPaid(engine.entry) ? owedInstead(thrown) : thrown;
    }
    this.#giveBack(prediction);
    this.#expectation = undefined;
    this.#listener.changed(chunk);
  }

  fail(begun: Begun | null, job: Job, problem: Problem): void {
    const { chunk } = job;
    const open = begun === null ? null : findOpen(this.#library.db, begun.prediction);
    if (begun !== null && open !== null && isOwed(open, problem)) {
      this.leave(begun, job, problem);
      return;
    }
    const state = open?.remoteStatus === 'canceled' ? 'cancelled' : 'failed';
    if (begun !== null) {
      this.#log.end(begun.prediction, state, problem);
      this.#giveBack(begun.prediction);
    }
    this.#log.write((db) => {
      recordProblem(db, chunk, problem);
    });
    this.#listener.changed(chunk);
  }

  leave({ prediction }: Begun, { chunk }: Job, problem: Problem): void {
    this.#log.note(prediction, problem);
    this.#log.write((db) => {
      recordProblem(db, chunk, problem);
    });
    this.#giveBack(prediction);
    this.#listener.changed(chunk);
  }

  drop({ prediction }: Begun): void {
    this.#giveBack(prediction);
    const open = findOpen(this.#library.db, prediction);
    // What may still come to audio stays open: the next narration goes on with it.
    if (open === null || isOwed(open, null)) return;
    this.#log.end(prediction, open.remoteStatus === 'failed' ? 'failed' : 'cancelled', null);
  }

  renewed(job: Job): Job | null {
    return this.#listener.jobOf(job.chunk);
  }

  added(seen: ReadonlySet<ChunkId>): Job[] {
    return this.#listener.added(seen);
  }

  cut(job: Job): [Job, Job] | null {
    const chunk = findChunk(this.#library.db, job.chunk);
    const halves = splitInTwo(job.text);
    // What is said instead of what is written cannot be cut with it.
    if (halves === null || chunk?.spoken !== job.text || chunk.sayAs !== null) return null;
    const at = job.text.length - job.text.trimStart().length + halves.first.length;
    const why = 'too long';
    const ids = this.#history.run(this.#project.id, split, { chunk: job.chunk, at, why });
    const [first, second] = ids.map((id) => this.#listener.jobOf(id));
    return first && second ? [first, second] : null;
  }

  spent(): number {
    return this.#billedSeconds * this.#rate;
  }

  expectedCost(job: Job, prepared: PreparedSpeech): number {
    const { text, engine } = job;
    const key = inputKey(engine, prepared);
    const isMade = listOpenOfInput(this.#library.db, key).some(({ remoteId }) => remoteId !== null);
    if (isMade || this.#takeStore.hasEqual(job.key, key)) return 0;
    this.#expectation ??= expect(this.#library.db, engine.entry);
    return this.#expectation.predictTime(text.length) * this.#rate;
  }

  /** Lets go of whatever the narration has left at its end. */
  release(): void {
    for (const prediction of [...this.#own]) this.#giveBack(prediction);
  }

  /** Whether it goes on with this prediction now. */
  drives(prediction: PredictionId): boolean {
    return this.#own.has(prediction);
  }

  #begun(id: PredictionId, onWaiting: OnWaiting, open?: OpenPrediction): Begun {
    void this.#take(id);
    const ledger = this.#log.ledger(id, open, {
      onBilled: (seconds) => {
        this.#billedSeconds += seconds;
      },
      beforeSending: () => {
        this.#library.ensureHeld();
      },
      onRepeated: (other) => {
        void this.#take(other);
      },
      onWaiting,
    });
    return {
      get prediction() {
        return ledger.prediction;
      },
      ledger,
    };
  }

  #take(prediction: PredictionId): Promise<void> {
    this.#own.add(prediction);
    return this.#held.take(prediction);
  }

  #giveBack(prediction: PredictionId): void {
    this.#own.delete(prediction);
    this.#held.giveBack(prediction);
  }

  #of({ key, text }: Job) {
    const { id: project, sampleRate } = this.#project;
    return { project, key, words: wordsHash(text), sampleRate };
  }
}
