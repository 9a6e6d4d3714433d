import { rmSync } from 'node:fs';
import { copyTake } from '../audio/copy-take.ts';
import { originalIdentityFile } from '../audio/identity-chunk.ts';
import type { Measures } from '../audio/measure.ts';
import type { ChunkId, PredictionId, ProjectId, TakeId } from '../contract/ids.ts';
import { toProblem } from '../contract/problem.ts';
import { chooseTake, findChunk } from '../db/queries/chunks.ts';
import { listSucceededOfInput, succeedPrediction, type InputKey } from '../db/queries/predictions.ts';
import {
  deleteTake,
  findTake,
  insertTake,
  listTakesOfInput,
  type NewTake,
  type TakeFile,
} from '../db/queries/takes.ts';
import type { Engine } from '../engines/engine.ts';
import type { AudioCalls } from '../audio/worker-calls.ts';
import type { WorkerClient } from '../base/port.ts';
import { adoptHomeless } from '../book/found/former-project.ts';
import type { Library } from '../library/open-library.ts';
import type { PredictionLog } from './prediction-log.ts';
import type { KeyedChunk } from '../book/reading.ts';
import { identityFacts, type TakeEvidence } from './take-evidence.ts';
import { originalFile, takeFile } from '../library/take-files.ts';

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
  readonly #evidence: TakeEvidence;
  readonly #log: PredictionLog;

  constructor(
    library: Library,
    worker: WorkerClient<AudioCalls>,
    evidence: TakeEvidence,
    log: PredictionLog,
  ) {
    this.#library = library;
    this.#worker = worker;
    this.#evidence = evidence;
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
    const made = await this.#worker.call('makeTake', {
      audio,
      file: this.#library.file(takeFile(project, prediction)),
      sampleRate,
      identity: identityFacts(this.#library.db, prediction, project, predictTime),
      place: this.#library.place,
      repair: engine.id === 'styletts2' ? 'styletts2' : 'none',
      ...(original === null ? {} : { original: this.#library.file(original) }),
    });
    this.#record(finished, made, predictTime);
  }

  /**
   * Records what a killed process had already written of a prediction: its take, or its audio as it came. False when
   * neither is there whole. What has its name and is another's stays as it is.
   */
  async recover(finished: Finished): Promise<boolean> {
    const { project, prediction, sampleRate } = finished;
    const file = this.#library.file(takeFile(project, prediction));
    const original = this.#library.file(originalFile(project, prediction));
    for (const written of [file, original, originalIdentityFile(original)]) {
      rmSync(`${written}.part`, { force: true });
    }
    const there = await this.#worker.call('inspectTake', { file, sampleRate });
    if (there !== null && this.#evidence.isTakeOf(prediction, there)) {
      const { samples, peak, rms, clipped, sha256, identity } = there;
      // Without an identity it is of an earlier Lectern, and gets one as such takes do.
      const proof = identity === null ? null : sha256;
      this.#record(finished, { samples, peak, rms, clipped, sha256: proof }, null);
      return true;
    }
    return this.#keepOriginal(finished, project);
  }

  /**
   * Makes the take of audio that was kept as it came, for a project (null: a try); false when it is not there, or is
   * none that can be used.
   */
  async #keepOriginal(finished: Finished, project: ProjectId | null): Promise<boolean> {
    const audio = this.#evidence.readOriginal(finished.prediction, project);
    if (audio === null) return false;
    try {
      await this.keep(finished, audio, null);
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
      if (this.#evidence.isWhole(take)) {
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
      listTakesOfInput(db, input, sampleRate).some((take) => this.#evidence.isWhole(take)) ||
      listSucceededOfInput(db, input).some(({ id, project }) => this.#evidence.hasOriginal(id, project))
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
      const sha256 = await this.#evidence.prove({ id, ...take });
      if (sha256 === null) continue;
      const file = takeFile(project, take.prediction);
      if (file !== take.file && this.#copy({ ...take, sha256 }, take.prediction, project) === null) continue;
      this.#log.write(() => {
        const added = insertTake(db, { ...take, sha256, chunk, speechKey, file });
        if (chunk !== null) chooseTake(db, chunk, added);
      });
      return true;
    }
    for (const { id, project: home } of listSucceededOfInput(db, input)) {
      if (await this.#keepOriginal({ ...wanted, prediction: id }, home)) return true;
    }
    return false;
  }

  /** Gives a try a copy of what an equal input was spoken as before, at no cost; false when there is none. */
  copyEqual(finished: Finished, input: InputKey): boolean {
    const { db } = this.#library;
    const { project, prediction, sampleRate } = finished;
    for (const equal of listTakesOfInput(db, input, sampleRate)) {
      const sha256 = this.#copy(equal, prediction, project);
      if (sha256 === null) continue;
      const { samples, peak, rms, clipped } = equal;
      this.#record(finished, { samples, peak, rms, clipped, sha256 }, null);
      return true;
    }
    return false;
  }

  /** Copies a take for a prediction, whose it says it is then; the hash of its samples, null when it is not what it was. */
  #copy(
    take: Pick<NewTake, 'file' | 'samples' | 'sha256' | 'sampleRate'>,
    prediction: PredictionId,
    project: ProjectId | null,
  ): string | null {
    const { db } = this.#library;
    this.#library.ensureHeld();
    return copyTake({
      ...take,
      from: this.#library.file(take.file),
      to: this.#library.file(takeFile(project, prediction)),
      identity: identityFacts(db, prediction, project),
    });
  }

  #record(
    finished: Finished,
    measures: Measures & Pick<NewTake, 'sha256'>,
    predictTime: number | null,
  ): void {
    this.#library.ensureHeld();
    const { engine, project, prediction, chunk, speechKey, sampleRate, choose } = finished;
    const hasOriginal = engine.isPaid && this.#evidence.hasOriginal(prediction, project);
    const take: Omit<NewTake, 'chunk'> = {
      prediction,
      speechKey,
      file: takeFile(project, prediction),
      original: hasOriginal ? originalFile(project, prediction) : null,
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
