import { existsSync, rmSync, statSync } from 'node:fs';
import { peaksFile } from '../audio/make-take.ts';
import { sampleBytes, takeHeaderBytes } from '../audio/take-file.ts';
import type { Measures } from '../audio/measure.ts';
import type { ChunkId, PredictionId, ProjectId } from '../contract/ids.ts';
import { databaseProblem } from '../db/database.ts';
import { chooseTake, recordProblem } from '../db/queries/chunks.ts';
import {
  beginPrediction,
  endPrediction,
  listInterrupted,
  succeedPrediction,
} from '../db/queries/predictions.ts';
import { deleteTake, findTake, insertTake, type TakeFile } from '../db/queries/takes.ts';
import type { Job, Recorder } from '../narration/job.ts';
import type { AudioCalls } from '../workers/audio-calls.ts';
import type { WorkerClient } from '../workers/port.ts';
import type { Library } from './library.ts';
import type { KeyedChunk } from './reading.ts';

interface Finished {
  prediction: PredictionId;
  chunk: ChunkId;
  speechKey: string;
  /** Hz. */
  sampleRate: number;
  file: string;
}

/** Makes takes of what is spoken and records them; after a crash, finds what was finished and drops what was not. */
export class TakeKeeper {
  readonly #library: Library;
  readonly #worker: WorkerClient<AudioCalls>;

  constructor(library: Library, worker: WorkerClient<AudioCalls>) {
    this.#library = library;
    this.#worker = worker;
  }

  /** The recorder of a narration of this project. */
  recorder(project: { id: ProjectId; sampleRate: number }): Recorder {
    const { db } = this.#library;
    const recorded = <Value>(write: () => Value): Value => {
      try {
        return db.transaction(write).immediate();
      } catch (thrown) {
        throw databaseProblem(thrown, db.name);
      }
    };
    return {
      begin: (job) => recorded(() => beginPrediction(db, job)),
      keep: async (prediction, job, { audio, facts }) => {
        const { sampleRate } = project;
        const file = takeFile(project.id, prediction);
        const measures = await this.#worker.call('makeTake', {
          audio,
          file: this.#library.file(file),
          sampleRate,
        });
        recorded(() => {
          this.#record({ ...finished(prediction, job), sampleRate, file }, measures, facts);
        });
      },
      fail: (prediction, { chunk }, problem) => {
        recorded(() => {
          endPrediction(db, prediction, 'failed', problem);
          recordProblem(db, chunk, problem);
        });
      },
      cancel: (prediction) => {
        recorded(() => {
          endPrediction(db, prediction, 'canceled', null);
        });
      },
    };
  }

  /**
   * Settles the predictions that a killed process left behind: audio that was written whole is recorded as the take
   * that it is, everything else is given up and will be spoken again.
   */
  async recover(): Promise<void> {
    const { db } = this.#library;
    for (const { id, chunk, project, speechKey, sampleRate } of listInterrupted(db)) {
      const file = takeFile(project, id);
      const whole = this.#library.file(file);
      const measures = await this.#worker.call('inspectTake', { file: whole, sampleRate });
      for (const left of measures === null ? [whole, `${whole}.part`, peaksFile(whole)] : [`${whole}.part`]) {
        rmSync(left, { force: true });
      }
      db.transaction(() => {
        if (measures === null) endPrediction(db, id, 'aborted', null);
        else this.#record({ prediction: id, chunk, speechKey, sampleRate, file }, measures, null);
      }).immediate();
    }
  }

  /**
   * Makes sure that a chunk's audio is really there: the chosen take, or an earlier one of the same text and voice.
   * False when it has to be spoken. A take whose file is gone or cut short is forgotten.
   */
  settle(chunk: KeyedChunk): boolean {
    const { db } = this.#library;
    for (;;) {
      const take: TakeFile | null = chunk.ready ? chunk.take : findTake(db, chunk.id, chunk.wanted);
      if (take === null) return false;
      if (this.#isWhole(take)) {
        if (!chunk.ready) chooseTake(db, chunk.id, take.id);
        return true;
      }
      deleteTake(db, take.id);
      chunk.ready = false;
    }
  }

  #isWhole({ file, samples }: TakeFile): boolean {
    const path = this.#library.file(file);
    return existsSync(path) && statSync(path).size === takeHeaderBytes + samples * sampleBytes;
  }

  #record(
    { prediction, chunk, speechKey, sampleRate, file }: Finished,
    measures: Measures,
    facts: Parameters<typeof succeedPrediction>[2],
  ): void {
    const { db } = this.#library;
    const take = insertTake(db, { chunk, prediction, speechKey, file, sampleRate, ...measures });
    succeedPrediction(db, prediction, facts);
    chooseTake(db, chunk, take);
  }
}

function finished(prediction: PredictionId, { chunk, speechKey }: Job) {
  return { prediction, chunk, speechKey };
}

/** Path, within the library, of the take of a prediction: known before the audio is, so that it can be found again. */
function takeFile(project: ProjectId, prediction: PredictionId): string {
  return `${takesFolder(project)}/${prediction}.wav`;
}

/** Folder, within the library, of all takes of a project. */
export function takesFolder(project: ProjectId): string {
  return `takes/${project}`;
}
