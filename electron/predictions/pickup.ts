import { entryOf, type EngineEntry } from '../contract/engine-entry.ts';
import { LecternError, toProblem, type Problem } from '../contract/problem.ts';
import { voiceSchema, type Voice } from '../contract/voice.ts';
import type { PredictionId } from '../contract/ids.ts';
import { recordProblem } from '../db/queries/chunks.ts';
import { findOpen, listOpen, type OpenPrediction } from '../db/queries/predictions.ts';
import { findProject } from '../db/queries/projects.ts';
import { parseJson } from '../db/statement.ts';
import { problemSchema } from '../contract/problem-schema.ts';
import { outcomeOf } from './outcome.ts';
import { Rest } from '../base/rest.ts';
import type { Patience } from '../engines/services/replicate/patience.ts';
import { detached, type Engine, type PreparedSpeech } from '../engines/engine.ts';
import type { ChunkTeller } from '../book/chunk-teller.ts';
import type { HeldPredictions, Holder } from './held-predictions.ts';
import type { Engines } from '../engines/engines.ts';
import { readSettings } from '../library/settings.ts';
import type { Library } from '../library/open-library.ts';
import { openKey } from './open-key.ts';
import { isOut, isOwed, owedInstead } from './owed-audio.ts';
import type { PredictionLog } from './prediction-log.ts';
import { isSameService, wordsHash } from '../book/take-key.ts';
import type { Finished, TakeStore } from './take-store.ts';

/** What picking up works with. */
export interface PickupNeeds {
  library: Library;
  engines: Engines;
  takeStore: TakeStore;
  log: PredictionLog;
  held: HeldPredictions;
  teller: ChunkTeller;
  patience: Patience;
}

/**
 * Goes on with paid predictions that somebody else left: a killed process, a lost connection, a narration that was
 * cancelled while the answer was out, audio that could not be had at once. Runs in the background, also while something
 * is narrated, one prediction at a time; what somebody else goes on with it leaves alone. It never asks for another.
 */
export class Pickup implements Holder {
  readonly #needs: PickupNeeds;
  readonly #closing = new AbortController();
  #running: Promise<void> | null = null;
  #rest: Rest | null = null;
  #isAsked = false;
  /** What it goes on with now. */
  #current: { id: PredictionId; abort: AbortController; ended: Promise<unknown> } | null = null;

  constructor(needs: PickupNeeds) {
    this.#needs = needs;
    needs.held.serve(this);
  }

  /**
   * Settles what a killed process left on the disk: audio that was written whole becomes the take that it is; what
   * never left the house is given up and will be spoken again; what was sent stays open. Needs no network.
   */
  async recover(): Promise<void> {
    const { library, takeStore, log } = this.#needs;
    for (const open of listOpen(library.db)) {
      const isFound = await takeStore.recover(this.#finished(open)).catch((thrown: unknown) => {
        if (outcomeOf(toProblem(thrown).code) === 'stop') throw thrown;
        return false;
      });
      if (isFound) continue;
      if (!isOut(open) || open.paid === 0) log.end(open.id, 'aborted', null);
    }
  }

  /** Starts in the background, or looks again at once; unless it is closed. */
  start(): void {
    this.#isAsked = true;
    this.#rest?.end();
    if (this.#running === null && !this.#closing.signal.aborted) this.#running = this.#run();
  }

  freed(): void {
    this.start();
  }

  async letGo(id: PredictionId): Promise<void> {
    if (this.#current?.id !== id) return;
    this.#current.abort.abort(detached);
    await this.#current.ended;
  }

  /** Goes on with one prediction now, which the caller has taken. Rejects with a `LecternError`. */
  async settleNow(id: PredictionId): Promise<void> {
    await this.#settle(id, this.#closing.signal);
  }

  /** Stops waiting for predictions, which go on by themselves, and waits for a take that is being made. */
  async close(): Promise<void> {
    this.#closing.abort(detached);
    this.#current?.abort.abort(detached);
    await this.#running;
  }

  /**
   * Goes on with one prediction until it has ended, and never asks for another: one that surely never arrived is given
   * up, and its chunk is to be spoken. Rejects with a `LecternError` when it cannot be gone on with now.
   */
  async #settle(id: PredictionId, signal: AbortSignal): Promise<void> {
    const { library, takeStore, log } = this.#needs;
    const open = findOpen(library.db, id);
    const input = open?.input ?? null;
    if (open === null || input === null) return;
    const engine = this.#needs.engines.of(open);
    const voice = voiceSchema.parse(parseJson(open.voice));
    const prepared = preparedOf(input);
    const search = { neverArrived: false };
    const onAbsent = (): void => {
      search.neverArrived = true;
      throw new LecternError('cancelled', 'It never arrived.', 'Narrate its chunk again.');
    };
    try {
      if (!(await takeStore.recover(this.#finished(open)))) {
        const ledger = log.ledger(id, open, { onAbsent });
        const speech = await engine.speak({ text: open.text, voice }, prepared, ledger, signal);
        // Its rounds are the patience of the background: one that stays out of reach must not hold up the others’ hour.
        const audio = await speech.audio(signal, 'once');
        // Its project may have been removed meanwhile.
        const finished = this.#finished(findOpen(library.db, id) ?? open);
        library.ensureHeld();
        await takeStore.keep(finished, audio, speech.facts.predictTime).catch((thrown: unknown) => {
          throw owedInstead(thrown);
        });
      }
      this.#tell(open);
    } catch (thrown) {
      const problem = toProblem(thrown);
      if (search.neverArrived) {
        this.#tell(open);
        return;
      }
      if (problem.code === 'cancelled') this.#giveUpIfEnded(id);
      else if (isOwed(findOpen(library.db, id) ?? open, problem)) log.note(id, problem);
      else this.#fail(open, problem);
      throw thrown;
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    let isMore = true;
    // Whoever asks while a round goes on has one more of their own.
    while (!signal.aborted && (isMore || this.#isAsked)) {
      if (!this.#isAsked) {
        this.#rest = new Rest(signal);
        await this.#rest.take(this.#needs.patience.round);
        this.#rest = null;
      }
      this.#isAsked = false;
      // What cannot even be written down (a full disk) is tried again in the next round.
      isMore = await this.#round().catch(() => true);
    }
    this.#running = null;
  }

  /** Goes on with each in turn; resolves to whether any is left that may be had later. */
  async #round(): Promise<boolean> {
    let isMore = false;
    // Those whose id is known first: looking for one takes minutes, and their hour passes.
    const open = listOpen(this.#needs.library.db);
    const known = open.filter(({ remoteId }) => remoteId !== null);
    for (const { id } of new Set([...known, ...open])) {
      if (this.#closing.signal.aborted) return false;
      if (this.#mine(id) === null) continue;
      const abort = new AbortController();
      const working = this.#settle(id, abort.signal).then(
        () => false,
        () => true,
      );
      this.#current = { id, abort, ended: working };
      const isLeft = await working;
      this.#current = null;
      // What somebody has taken meanwhile is theirs, and what has failed is written down.
      isMore ||= isLeft && this.#mine(id) !== null;
    }
    return isMore;
  }

  /** An open prediction, where it is for the background to go on with; what never left is ended. */
  #mine(id: PredictionId): OpenPrediction | null {
    const { library, held, log } = this.#needs;
    const open = findOpen(library.db, id);
    // A person was asked about it: the list cannot tell any more.
    if (open === null || held.has(id) || isAsked(open)) return null;
    if (open.paid === 0 || this.#engineOf(open) === null) return null;
    if (!isOut(open)) {
      // A narration ended while it waited to send it. A try is seen to by whoever began it.
      if (open.kind === 'chunk') log.end(open.id, 'cancelled', null);
      return null;
    }
    // Another service knows nothing of it, and would only say that it is gone.
    return isSameService(open.service, this.#serviceOf(open)) ? open : null;
  }

  #serviceOf(open: OpenPrediction): string | null {
    try {
      return this.#needs.engines.of(open).service?.() ?? null;
    } catch {
      // A damaged connection is said by whoever asks for something.
      return null;
    }
  }

  #giveUpIfEnded(id: PredictionId): void {
    const open = findOpen(this.#needs.library.db, id);
    if (open?.remoteStatus === 'canceled') this.#needs.log.end(id, 'cancelled', null);
  }

  #fail({ id, chunk }: OpenPrediction, problem: Problem): void {
    const { log } = this.#needs;
    log.end(id, 'failed', problem);
    if (chunk === null) return;
    log.write((db) => {
      recordProblem(db, chunk, problem);
    });
    this.#needs.teller.tell(chunk);
  }

  #tell({ chunk }: OpenPrediction): void {
    if (chunk !== null) this.#needs.teller.tell(chunk);
  }

  #finished(open: OpenPrediction): Finished {
    const { library } = this.#needs;
    const { id: prediction, project: projectId, text } = open;
    const project = projectId === null ? null : findProject(library.db, projectId);
    const known = this.#engineOf(open);
    return {
      prediction,
      engine: known ?? { entry: unknownEngine(open) },
      project: projectId,
      key: openKey(open, known),
      words: wordsHash(text),
      sampleRate: project?.sampleRate ?? readSettings(library.db).sampleRate,
    };
  }

  #engineOf({ engine }: { engine: Voice['engine'] }): Engine | null {
    try {
      return this.#needs.engines.of({ engine });
    } catch {
      return null;
    }
  }
}

function preparedOf(input: string): Pick<PreparedSpeech, 'input'> {
  // Written by this program from a prepared input, so it is one.
  return { input: parseJson(input) as PreparedSpeech['input'] };
}

/** An engine that is not in this Lectern; what was paid for it stays so. */
function unknownEngine({ engine, paid, service }: OpenPrediction): EngineEntry {
  const price = { by: service ?? engine, per: 'second-of-work', words: '' } as const;
  return { ...entryOf([], engine), price: paid === 1 ? price : null };
}

function isAsked({ problem }: OpenPrediction): boolean {
  const parsed = problem === null ? null : problemSchema.safeParse(parseJson(problem)).data;
  return parsed?.code === 'prediction-unknown';
}
