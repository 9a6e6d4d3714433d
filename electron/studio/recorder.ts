import { splitInTwo } from '../chunking/split-in-two.ts';
import type { ChunkId, PredictionId } from '../contract/ids.ts';
import type { Problem } from '../contract/problem.ts';
import type { Project } from '../contract/project.ts';
import { cutChunk, recordProblem } from '../db/queries/chunks.ts';
import { findOpen, listOpenOfInput, type OpenPrediction } from '../db/queries/predictions.ts';
import type { Begun, Job, Recorder } from '../narration/job.ts';
import type { PreparedSpeech, Speech } from '../voices/engine.ts';
import { expect, type Expectation } from './expectation.ts';
import type { Library } from './library.ts';
import { isOut, isOwed } from './owed.ts';
import type { PredictionLog } from './prediction-log.ts';
import { readSettings } from './settings.ts';
import { inputKey, speechKeys } from './speech-key.ts';
import type { TakeKeeper } from './take-keeper.ts';

/** Milliseconds after which audio that does not come is asked for again. */
const longestFetch = 120_000;

/** Whom a recorder tells of chunks. */
export interface ChunkListener {
  /** Whether a take of this key is what the chunk wants now: its voice may have been changed meanwhile. */
  wants(chunk: ChunkId, speechKey: string): boolean;
  /** It was spoken, or failed to be. */
  changed(chunk: ChunkId): void;
  /** The project has other chunks than before. */
  cut(): void;
}

/** Writes down what a narration of one project does. */
export class ProjectRecorder implements Recorder {
  readonly #library: Library;
  readonly #keeper: TakeKeeper;
  readonly #log: PredictionLog;
  readonly #project: Project;
  readonly #listener: ChunkListener;
  readonly #rate: number;
  #expectation: Expectation | undefined;
  #billedSeconds = 0;

  constructor(
    parts: { library: Library; keeper: TakeKeeper; log: PredictionLog },
    project: Project,
    listener: ChunkListener,
  ) {
    this.#library = parts.library;
    this.#keeper = parts.keeper;
    this.#log = parts.log;
    this.#project = project;
    this.#listener = listener;
    this.#rate = readSettings(parts.library.db).replicateRate;
  }

  async begin(job: Job, prepared: PreparedSpeech): Promise<Begun | 'reused' | 'pending'> {
    const { chunk, section, engine } = job;
    if (engine.isPaid) {
      const key = inputKey(engine, prepared);
      const open = listOpenOfInput(this.#library.db, key);
      const own = open.find((one) => one.chunk === chunk);
      if (own === undefined && open.length > 0) return 'pending';
      const wanted = { ...this.#of(job), engine, chunk, choose: true };
      const isHad =
        own === undefined
          ? await this.#keeper.reuse(wanted, key)
          : isOut(own) && (await this.#keeper.recover({ ...wanted, prediction: own.id }));
      if (isHad) {
        this.#listener.changed(chunk);
        return 'reused';
      }
      if (own !== undefined) return this.#begun(own.id, own);
    }
    return this.#begun(
      this.#log.begin({ ...job, target: { project: this.#project.id, section, chunk } }, prepared),
    );
  }

  async keep({ prediction }: Begun, job: Job, speech: Speech): Promise<void> {
    const audio = await speech.audio(AbortSignal.timeout(longestFetch));
    const { engine, chunk } = job;
    await this.#keeper.keep(
      { ...this.#of(job), engine, chunk, prediction, choose: this.#listener.wants(chunk, job.speechKey) },
      audio,
      speech.facts.predictTime,
    );
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
    const state = open?.remoteStatus === 'canceled' ? 'canceled' : 'failed';
    if (begun !== null) this.#log.end(begun.prediction, state, problem);
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
    this.#listener.changed(chunk);
  }

  drop({ prediction }: Begun): void {
    const open = findOpen(this.#library.db, prediction);
    // What may still come to audio stays open: the next narration goes on with it.
    if (open === null || isOwed(open, null)) return;
    this.#log.end(prediction, open.remoteStatus === 'failed' ? 'failed' : 'canceled', null);
  }

  cut(job: Job): [Job, Job] | null {
    const halves = splitInTwo(job.text);
    if (halves === null) return null;
    const behind = this.#log.write((db) => cutChunk(db, job.chunk, halves));
    const keyOf = speechKeys(job.voice, job.engine, this.#project.sampleRate);
    const jobOf = (chunk: ChunkId, text: string): Job => ({ ...job, chunk, text, speechKey: keyOf(text) });
    this.#listener.cut();
    return [jobOf(job.chunk, halves.first), jobOf(behind, halves.second)];
  }

  spent(): number {
    return this.#billedSeconds * this.#rate;
  }

  expectedCost({ text, engine }: Job, prepared: PreparedSpeech): number {
    const key = inputKey(engine, prepared);
    const isMade = listOpenOfInput(this.#library.db, key).some(({ remoteId }) => remoteId !== null);
    if (isMade || this.#keeper.hasEqual(key, this.#project.sampleRate)) return 0;
    this.#expectation ??= expect(this.#library.db, engine.id);
    return this.#expectation.predictTime(text.length) * this.#rate;
  }

  #begun(prediction: PredictionId, open?: OpenPrediction): Begun {
    const onBilled = (seconds: number): void => {
      this.#billedSeconds += seconds;
    };
    return { prediction, ledger: this.#log.ledger(prediction, open, { onBilled }) };
  }

  #of({ speechKey }: Job) {
    return { project: this.#project.id, speechKey, sampleRate: this.#project.sampleRate };
  }
}
