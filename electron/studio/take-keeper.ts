import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { privateFolderMode, writeDurably } from '../audio/durable-file.ts';
import { fileProblem } from '../audio/file-problem.ts';
import { peaksFile } from '../audio/make-take.ts';
import type { Measures } from '../audio/measure.ts';
import { sampleBytes, takeHeaderBytes } from '../audio/take-file.ts';
import type { ChunkId, PredictionId, ProjectId, TakeId } from '../contract/ids.ts';
import { toProblem } from '../contract/problem.ts';
import { chooseTake, findChunk } from '../db/queries/chunks.ts';
import {
  listSucceededOfInput,
  succeedPrediction,
  type InputKey,
  type Made,
} from '../db/queries/predictions.ts';
import {
  deleteTake,
  findTake,
  insertTake,
  listTakesOfInput,
  type NewTake,
  type TakeFile,
} from '../db/queries/takes.ts';
import type { Engine } from '../voices/engine.ts';
import type { AudioCalls } from '../workers/audio-calls.ts';
import type { WorkerClient } from '../workers/port.ts';
import { adoptHomeless } from './library/former-project.ts';
import type { Library } from './library.ts';
import type { PredictionLog } from './prediction-log.ts';
import type { KeyedChunk } from './reading.ts';
import { originalFile, takeFile } from './take-files.ts';

/** A prediction whose audio is to become a take. */
export interface Finished {
  prediction: PredictionId;
  engine: Pick<Engine, 'id' | 'isPaid'>;
  /** Null for a try. */
  project: ProjectId | null;
  chunk: ChunkId | null;
  speechKey: string;
  /** Hz. */
  sampleRate: number;
  /** Whether the chunk wants this take now; an older wish only adds to its takes. */
  choose: boolean;
}

/** Makes takes of audio and records them, and finds the ones that are there already. */
export class TakeKeeper {
  readonly #library: Library;
  readonly #worker: WorkerClient<AudioCalls>;
  readonly #log: PredictionLog;

  constructor(library: Library, worker: WorkerClient<AudioCalls>, log: PredictionLog) {
    this.#library = library;
    this.#worker = worker;
    this.#log = log;
  }

  /**
   * Makes the take of what an engine returned and records it; paid audio is kept as it came, too. Rejects with a
   * `LecternError`.
   */
  async keep(finished: Finished, audio: Uint8Array, predictTime: number | null): Promise<void> {
    const { engine, project, prediction, sampleRate } = finished;
    const original = engine.isPaid ? originalFile(project, prediction) : null;
    this.#library.ensureHeld();
    const measures = await this.#worker.call('makeTake', {
      audio,
      file: this.#library.file(takeFile(project, prediction)),
      sampleRate,
      repair: engine.id === 'styletts2' ? 'styletts2' : 'none',
      ...(original === null ? {} : { original: this.#library.file(original) }),
    });
    this.#record(finished, measures, predictTime);
  }

  /**
   * Records what a killed process had already written of a prediction: its take, or its audio as it came. False when
   * neither is there whole; what was half written is gone then.
   */
  async recover(finished: Finished): Promise<boolean> {
    const { project, prediction, sampleRate } = finished;
    const file = this.#library.file(takeFile(project, prediction));
    const measures = await this.#worker.call('inspectTake', { file, sampleRate });
    rmSync(`${file}.part`, { force: true });
    if (measures !== null) {
      this.#record(finished, measures, null);
      return true;
    }
    for (const left of [file, peaksFile(file)]) rmSync(left, { force: true });
    const original = this.#library.file(originalFile(project, prediction));
    rmSync(`${original}.part`, { force: true });
    return this.#keepOriginal(finished, original);
  }

  /** Makes the take of audio that was kept as it came; false when it is not there, or is none that can be used. */
  async #keepOriginal(finished: Finished, original: string): Promise<boolean> {
    if (!existsSync(original)) return false;
    try {
      await this.keep(finished, readFileSync(original), null);
      return true;
    } catch (thrown) {
      if (toProblem(thrown).code === 'engine-failed') return false;
      throw thrown;
    }
  }

  /**
   * Makes sure that a chunk's audio is really there: the chosen take, or an earlier one of the same text and voice.
   * False when it has to be spoken. A take whose file is gone or cut short is forgotten.
   */
  settle(chunk: KeyedChunk): boolean {
    const { db } = this.#library;
    for (;;) {
      const take: TakeFile | null = chunk.ready
        ? chunk.take
        : (findTake(db, chunk.id, chunk.wanted) ?? adoptHomeless(db, chunk));
      if (take === null) return false;
      if (this.#isWhole(take)) {
        if (!chunk.ready) chooseTake(db, chunk.id, take.id);
        return true;
      }
      deleteTake(db, take.id);
      chunk.ready = false;
    }
  }

  /** Whether there is audio of an equal input: a take at this rate (Hz), or what was received. */
  hasEqual(input: InputKey, sampleRate: number): boolean {
    const { db } = this.#library;
    return (
      listTakesOfInput(db, input, sampleRate).some((take) => this.#isWhole(take)) ||
      listSucceededOfInput(db, input).some((made) => existsSync(this.#originalOf(made)))
    );
  }

  /**
   * Gives a chunk the audio of an equal input that was spoken before, for whatever chunk, project or try: its take, or
   * one made anew of what was received. False when there is neither. Paid work is not paid twice.
   */
  async reuse(wanted: Omit<Finished, 'prediction'>, input: InputKey): Promise<boolean> {
    const { db } = this.#library;
    const { project, chunk, speechKey, sampleRate } = wanted;
    for (const { id, ...take } of listTakesOfInput(db, input, sampleRate)) {
      if (!this.#isWhole(take)) continue;
      const file = takeFile(project, take.prediction);
      if (file !== take.file) this.#copyTake(take.file, file);
      this.#log.write(() => {
        const added = insertTake(db, { ...take, chunk, speechKey, file });
        if (chunk !== null) chooseTake(db, chunk, added);
      });
      return true;
    }
    for (const made of listSucceededOfInput(db, input)) {
      if (await this.#keepOriginal({ ...wanted, prediction: made.id }, this.#originalOf(made))) return true;
    }
    return false;
  }

  #originalOf({ id, project }: Made): string {
    return this.#library.file(originalFile(project, id));
  }

  /** Gives a try a copy of what an equal input was spoken as before, at no cost; false when there is none. */
  copyEqual(finished: Finished, input: InputKey): boolean {
    const { db } = this.#library;
    const { project, prediction, sampleRate } = finished;
    const equal = listTakesOfInput(db, input, sampleRate).find((take) => this.#isWhole(take));
    if (equal === undefined) return false;
    this.#copyTake(equal.file, takeFile(project, prediction));
    const { samples, peak, rms, clipped } = equal;
    this.#record(finished, { samples, peak, rms, clipped }, null);
    return true;
  }

  #copyTake(from: string, to: string): void {
    this.#library.ensureHeld();
    const [source, target] = [this.#library.file(from), this.#library.file(to)];
    try {
      mkdirSync(path.dirname(target), { recursive: true, mode: privateFolderMode });
      writeDurably(peaksFile(target), [readFileSync(peaksFile(source))]);
      writeDurably(target, [readFileSync(source)]);
    } catch (thrown) {
      throw fileProblem(thrown, path.dirname(target));
    }
  }

  #isWhole({ file, samples }: Pick<TakeFile, 'file' | 'samples'>): boolean {
    const found = statSync(this.#library.file(file), { throwIfNoEntry: false });
    return found?.size === takeHeaderBytes + samples * sampleBytes;
  }

  #record(finished: Finished, measures: Measures, predictTime: number | null): void {
    this.#library.ensureHeld();
    const { engine, project, prediction, chunk, speechKey, sampleRate, choose } = finished;
    const original = originalFile(project, prediction);
    const take: Omit<NewTake, 'chunk'> = {
      prediction,
      speechKey,
      file: takeFile(project, prediction),
      original: engine.isPaid && existsSync(this.#library.file(original)) ? original : null,
      sampleRate,
      ...measures,
    };
    this.#log.write((db) => {
      // Its project may have been removed meanwhile; what was paid is kept for its next equal.
      const home = chunk === null ? null : findChunk(db, chunk);
      const id: TakeId = insertTake(db, { ...take, chunk: home?.id ?? null });
      succeedPrediction(db, prediction, predictTime);
      if (home !== null && choose) chooseTake(db, home.id, id);
    });
    this.#log.tell(prediction);
  }
}
