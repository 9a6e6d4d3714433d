import type { AudioCalls } from '../audio/worker-calls.ts';
import type { WorkerClient } from '../base/port.ts';
import type { PredictionId, ProjectId, TakeId } from '../contract/ids.ts';
import { findProject } from '../db/queries/projects.ts';
import { listTakesWithoutRate, type RatedTake } from '../db/queries/take-rates.ts';
import { insertTake } from '../db/queries/takes.ts';
import type { Library } from '../library/open-library.ts';
import { ratedFile } from '../library/take-files.ts';
import type { PredictionLog } from './prediction-log.ts';
import { identityFacts } from './take-evidence.ts';

/** A take that was made for a project (null: a try) at a rate (Hz). */
interface MadeAt {
  project: ProjectId | null;
  prediction: PredictionId;
  sampleRate: number;
}

/** Gives takes their copies at the rate of their project: a take is heard at that rate alone. */
export class Rates {
  readonly #library: Library;
  readonly #worker: WorkerClient<AudioCalls>;
  readonly #log: PredictionLog;

  constructor(library: Library, worker: WorkerClient<AudioCalls>, log: PredictionLog) {
    this.#library = library;
    this.#worker = worker;
    this.#log = log;
  }

  /**
   * Sees to it that every take of a project, or of one prediction for it, is there at a rate (Hz), one after another in the worker; nothing else
   * changes. When it has ended, and before anything else is done, none is missing but those whose audio is not what it
   * was. Cut short, the next time goes on with it. Rejects with a `LecternError`.
   */
  async prepare(project: ProjectId, sampleRate: number, prediction?: PredictionId): Promise<void> {
    const hopeless = new Set<TakeId>();
    for (;;) {
      const missing = listTakesWithoutRate(this.#library.db, { project, sampleRate, prediction });
      const next = missing.filter(({ id }) => !hopeless.has(id));
      if (next.length === 0) return;
      for (const take of next) {
        if (!(await this.#copy(take, project, sampleRate))) hopeless.add(take.id);
      }
    }
  }

  /** The rate (Hz) of a project; null for a try, and for a project that is gone. */
  of(project: ProjectId | null): number | null {
    return project === null ? null : (findProject(this.#library.db, project)?.sampleRate ?? null);
  }

  /** Has a take that was made at a rate (Hz) follow its project, which may have another one by now. */
  async follow({ project, prediction, sampleRate }: MadeAt): Promise<void> {
    if (project === null) return;
    for (let made = sampleRate; ;) {
      const rate = this.of(project) ?? made;
      if (rate === made) return;
      await this.prepare(project, rate, prediction);
      made = rate;
    }
  }

  async #copy(take: RatedTake, project: ProjectId, sampleRate: number): Promise<boolean> {
    const { db } = this.#library;
    const { id: _, createdAt, ...kept } = take;
    const file = ratedFile(project, take.prediction, sampleRate);
    this.#library.ensureHeld();
    const made = await this.#worker.call('copyAtRate', {
      ...{ from: this.#library.file(take.file), to: this.#library.file(file), sampleRate },
      ...{ samples: take.samples, sha256: take.sha256, place: this.#library.place },
      identity: identityFacts(db, take.prediction, project),
    });
    if (made === null || findProject(db, project) === null) return false;
    this.#log.write(() => {
      const copy = { ...kept, ...made, project, standsIn: take.standsIn === 1, file, sampleRate };
      insertTake(db, copy, createdAt);
    });
    return true;
  }
}
