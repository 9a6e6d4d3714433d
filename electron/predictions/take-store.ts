import { isPaid } from '../contract/engine-entry.ts';
import { rmSync } from 'node:fs';
import { copyTake } from '../audio/copy-take.ts';
import { originalIdentityFile } from '../audio/identity-chunk.ts';
import type { MadeTakes } from '../audio/make-take.ts';
import type { Measures } from '../audio/measure.ts';
import type { PredictionId, ProjectId } from '../contract/ids.ts';
import { toProblem } from '../contract/problem.ts';
import { findChunk, type ChunkRow } from '../db/queries/chunks.ts';
import { findProject } from '../db/queries/projects.ts';
import { listSucceededOfInput, succeedPrediction, type InputKey } from '../db/queries/predictions.ts';
import {
  deleteTake,
  findRateOfFile,
  hasTake,
  insertTake,
  listTakesOfInput,
  listTakesOfKey,
  type EqualTake,
  type NewTake,
} from '../db/queries/takes.ts';
import type { Engine } from '../engines/engine.ts';
import type { AudioCalls } from '../audio/worker-calls.ts';
import type { WorkerClient } from '../base/port.ts';
import type { Library } from '../library/open-library.ts';
import type { PredictionLog } from './prediction-log.ts';
import type { Rates } from './rates.ts';
import { identityFacts, type TakeEvidence } from './take-evidence.ts';
import { originalFile, ownFile, ratedFile, takeFile } from '../library/take-files.ts';

/** A prediction whose audio is to become a take. */
export interface Finished {
  prediction: PredictionId;
  engine: Pick<Engine, 'entry'>;
  /** Null for a try. */
  project: ProjectId | null;
  /** What the take will be made of; whatever wants it hears it. */
  key: string;
  /** The hash of the words alone. */
  words: string;
  /** Hz. */
  sampleRate: number;
}

/** What takes are made and found with. */
export interface TakeStoreNeeds {
  library: Library;
  worker: WorkerClient<AudioCalls>;
  evidence: TakeEvidence;
  log: PredictionLog;
  rates: Rates;
}

/** Makes takes of audio and records them, and finds the ones that are there already. */
export class TakeStore {
  readonly #library: Library;
  readonly #worker: WorkerClient<AudioCalls>;
  readonly #evidence: TakeEvidence;
  readonly #log: PredictionLog;
  readonly #rates: Rates;

  constructor({ library, worker, evidence, log, rates }: TakeStoreNeeds) {
    this.#library = library;
    this.#worker = worker;
    this.#evidence = evidence;
    this.#log = log;
    this.#rates = rates;
  }

  /**
   * Makes the take of what an engine returned and records it; paid audio is kept as it came, too. Rejects with a
   * `LecternError`.
   */
  async keep(finished: Finished, audio: Uint8Array, predictTime: number | null): Promise<void> {
    const { engine, project, prediction, sampleRate } = finished;
    const original = isPaid(engine.entry) ? originalFile(project, prediction) : null;
    this.#library.ensureHeld();
    const { own, ...made } = await this.#worker.call('makeTake', {
      audio,
      file: this.#library.file(takeFile(project, prediction)),
      sampleRate,
      identity: identityFacts(this.#library.db, prediction, project, predictTime),
      place: this.#library.place,
      repair: engine.entry.repair,
      ...(original === null ? {} : { original: this.#library.file(original) }),
      // A try is heard once: nobody will want it at another rate.
      ...(project === null ? {} : { own: this.#library.file(ownFile(project, prediction)) }),
    });
    this.#record(finished, made, predictTime, own);
    await this.#rates.follow(finished);
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
      await this.#rates.follow(finished);
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
   * Makes sure that the audio of a chunk that is ready is really there. False when it has to be spoken. A take whose
   * file is gone or cut short is forgotten, and an older one of the same key is looked at instead.
   */
  settle(chunk: ChunkRow): boolean {
    const { db } = this.#library;
    for (let current: ChunkRow | null = chunk; current?.ready === true; current = findChunk(db, chunk.id)) {
      if (current.take === null) return false;
      if (this.#evidence.isWhole(current.take)) return true;
      deleteTake(db, current.take.id);
    }
    return false;
  }

  /** Whether there is audio of an equal request: a take of its key or input, or what was received. */
  hasEqual(key: string, input: InputKey): boolean {
    const { db } = this.#library;
    return (
      this.#equals(key, input).some((take) => this.#evidence.isWhole(take)) ||
      listSucceededOfInput(db, input).some(({ id, project }) => this.#evidence.hasOriginal(id, project))
    );
  }

  /**
   * Gives a project the audio of an equal request that was spoken before, for whatever chunk, project or try: its take,
   * with a copy at the project's rate, or one made anew of what was received. False when there is neither. Paid work is not paid twice.
   */
  async reuse(wanted: Omit<Finished, 'prediction'>, input: InputKey): Promise<boolean> {
    const { db } = this.#library;
    const { project, key, words, engine, sampleRate } = wanted;
    // One at the very rate is heard as it is; the others are copied at it.
    const equals = this.#equals(key, input);
    const atRate = equals.filter((take) => take.sampleRate === sampleRate);
    for (const { id, ...take } of new Set([...atRate, ...equals])) {
      const sha256 = await this.#evidence.prove({ id, ...take });
      if (sha256 === null) continue;
      const file = this.#placeOf(take, project);
      if (file !== take.file && this.#copy({ ...take, sha256 }, take.prediction, project, file) === null)
        continue;
      this.#log.write(() => {
        if (hasTake(db, { ...take, project, key })) return;
        insertTake(db, { ...take, project, key, words, standsIn: engine.entry.standsIn, sha256, file });
      });
      await this.#rates.follow({ ...take, project });
      if (hasTake(db, { ...take, project, key, sampleRate: this.#rates.of(project) ?? sampleRate }))
        return true;
    }
    for (const { id, project: home } of listSucceededOfInput(db, input)) {
      if (await this.#keepOriginal({ ...wanted, prediction: id }, home)) return true;
    }
    return false;
  }

  /** Where a take is in a project's folder: by its name alone where it is the only one there. */
  #placeOf(
    { prediction, sampleRate, file }: Pick<EqualTake, 'prediction' | 'sampleRate' | 'file'>,
    project: ProjectId | null,
  ): string {
    const plain = takeFile(project, prediction);
    const rated = ratedFile(project, prediction, sampleRate);
    if ([plain, ownFile(project, prediction), rated].includes(file)) return file;
    const there = findRateOfFile(this.#library.db, plain);
    return there === null || there === sampleRate ? plain : rated;
  }

  /** The takes of an equal request, at any rate: of the same words and voice, or of the same that was sent. */
  #equals(key: string, input: InputKey): EqualTake[] {
    const { db } = this.#library;
    const all = [...listTakesOfKey(db, key, input), ...listTakesOfInput(db, input)];
    return [...new Map(all.map((take) => [take.id, take])).values()];
  }

  /** Gives a try a copy of what an equal input was spoken as before, at no cost; false when there is none. */
  copyEqual(finished: Finished, input: InputKey): boolean {
    const { project, prediction } = finished;
    this.#library.ensureHeld();
    for (const equal of this.#equals(finished.key, input)) {
      const sha256 = this.#copy(equal, prediction, project);
      if (sha256 === null) continue;
      const { samples, sampleRate, peak, rms, clipped } = equal;
      this.#record({ ...finished, sampleRate }, { samples, peak, rms, clipped, sha256 }, null);
      return true;
    }
    return false;
  }

  /** Copies a take for a prediction, whose it says it is then; the hash of its samples, null when it is not what it was. */
  #copy(
    take: Pick<NewTake, 'file' | 'samples' | 'sha256' | 'sampleRate'>,
    prediction: PredictionId,
    project: ProjectId | null,
    file = takeFile(project, prediction),
  ): string | null {
    const { db } = this.#library;
    this.#library.ensureHeld();
    return copyTake({
      ...take,
      from: this.#library.file(take.file),
      to: this.#library.file(file),
      identity: identityFacts(db, prediction, project),
    });
  }

  #record(
    finished: Finished,
    measures: Measures & Pick<NewTake, 'sha256'>,
    predictTime: number | null,
    own?: MadeTakes['own'],
  ): void {
    this.#library.ensureHeld();
    const { engine, project, prediction, key, words, sampleRate } = finished;
    const hasOriginal = isPaid(engine.entry) && this.#evidence.hasOriginal(prediction, project);
    this.#log.write((db) => {
      const take = {
        // Its project may have been removed meanwhile; what was paid is kept for its next equal.
        project: project === null || findProject(db, project) === null ? null : project,
        ...{ prediction, key, words, standsIn: engine.entry.standsIn },
        original: hasOriginal ? originalFile(project, prediction) : null,
      };
      // First what the others are made of.
      if (own !== undefined) insertTake(db, { ...take, ...own, file: ownFile(project, prediction) });
      insertTake(db, { ...take, ...measures, sampleRate, file: takeFile(project, prediction) });
      succeedPrediction(db, prediction, predictTime);
    });
    this.#log.tell(prediction);
  }
}
