import type { PredictionId, ProjectId } from '../contract/ids.ts';
import { markIdentified, nextUnidentified, nextUnproven } from '../db/queries/identities.ts';
import type { AudioCalls } from '../audio/worker-calls.ts';
import type { WorkerClient } from '../base/port.ts';
import type { Library } from '../library/open-library.ts';
import { identityFacts, type TakeEvidence } from './take-evidence.ts';

/** What old takes are given their identity with. */
export interface OldTakesNeeds {
  library: Library;
  audio: WorkerClient<AudioCalls>;
  evidence: TakeEvidence;
}

/**
 * Has the takes and originals of an earlier Lectern say what they are, in the background, one after another. What is
 * done is done: whoever is interrupted goes on at the next opening.
 */
export class OldTakes {
  readonly #needs: OldTakesNeeds;
  #isClosed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(needs: OldTakesNeeds) {
    this.#needs = needs;
  }

  /** Starts in the background. */
  start(): void {
    // A full disk, or one that can only be read, keeps nobody from hearing: the next opening tries again.
    this.#running = this.#run().catch(() => undefined);
  }

  /** Stops, and waits for the one that is being written. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    const { library, evidence } = this.#needs;
    // Whoever opened the library is answered first.
    await Promise.resolve();
    for (let after = 0; !this.#isClosed;) {
      const take = nextUnproven(library.db, after);
      if (take === null) break;
      await evidence.prove(take);
      after = take.id;
    }
    for (let after = 0; !this.#isClosed;) {
      const next = nextUnidentified(library.db, after);
      if (next === null) break;
      await this.#identifyOriginals(next.id, next.project);
      after = next.id;
    }
  }

  async #identifyOriginals(prediction: PredictionId, project: ProjectId | null): Promise<void> {
    const { library, audio, evidence } = this.#needs;
    for (const { file, home } of evidence.originalsOf(prediction, project)) {
      const identity = identityFacts(library.db, prediction, home);
      await audio.call('identifyOriginal', { file: library.file(file), identity });
    }
    markIdentified(library.db, prediction);
  }
}
