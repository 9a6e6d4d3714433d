import { isPaid } from '../contract/engine-entry.ts';
import type { CallInput } from '../contract/calls.ts';
import type { PredictionId } from '../contract/ids.ts';
import type { Prediction } from '../contract/prediction.ts';
import { LecternError, toProblem, type Problem } from '../contract/problem.ts';
import { findPrediction, listTries } from '../db/queries/prediction-list.ts';
import { findOpen, hideTry, listOpenOfInput, type InputKey } from '../db/queries/predictions.ts';
import { detached, type PreparedSpeech } from '../engines/engine.ts';
import type { HeldPredictions } from './held-predictions.ts';
import type { Engines } from '../engines/engines.ts';
import { readSettings } from '../library/settings.ts';
import type { Library } from '../library/open-library.ts';
import { found } from '../base/not-found.ts';
import { isOwed, owedInstead } from './owed-audio.ts';
import type { PredictionLog, Wanted } from './prediction-log.ts';
import type { GiveBack, SpeakingTurn } from './speaking-turn.ts';
import { inputKey, takeKeys, wordsHash } from '../book/take-key.ts';
import type { Finished, TakeStore } from './take-store.ts';
import { refuseFaultyVoice } from '../book/voice-check.ts';

/** How many tries are shown: the newest. */
const mostTries = 100;

/** What tries are made with. */
export interface TriesNeeds {
  library: Library;
  engines: Engines;
  takeStore: TakeStore;
  log: PredictionLog;
  held: HeldPredictions;
  turn: SpeakingTurn;
  /** Has what was left open gone on with, in the background. */
  pickUp: () => void;
}

interface Running {
  abort: AbortController;
  giveBack: GiveBack;
  ended: Promise<void>;
}

/** Speaks single sentences to try voices. */
export class Tries {
  readonly #needs: TriesNeeds;
  readonly #closing = new AbortController();
  readonly #running = new Map<PredictionId, Running>();

  constructor(needs: TriesNeeds) {
    this.#needs = needs;
  }

  /**
   * Begins to speak a sentence and answers at once. What was spoken with equal settings before is not paid again.
   * Throws `narration-busy` while something else is spoken, or the end of an equal one is not known; and what keeps
   * this voice from speaking this text.
   */
  start(asked: CallInput<'tries.start'>): Prediction {
    const giveBack = this.#needs.turn.take({ kind: 'try' });
    try {
      const prediction = this.#begin(asked, giveBack);
      return found(findPrediction(this.#needs.library.db, prediction), 'try');
    } catch (thrown) {
      giveBack();
      throw thrown;
    }
  }

  #begin({ text, voice }: CallInput<'tries.start'>, giveBack: GiveBack): PredictionId {
    const { library, engines, log } = this.#needs;
    const engine = engines.of(voice);
    refuseFaultyVoice(library, engine.entry, voice);
    const prepared = engine.prepare({ text, voice });
    const input = inputKey(engine, prepared);
    if (isPaid(engine.entry) && listOpenOfInput(library.db, input).length > 0) {
      this.#needs.pickUp();
      throw stillOpen();
    }
    const key = takeKeys(voice, prepared.maker)(text);
    const wanted = { target: null, text, voice, engine, key };
    const prediction = log.begin(wanted, prepared);
    const finished = {
      ...{ prediction, engine, key, words: wordsHash(text) },
      ...{ project: null, sampleRate: readSettings(library.db).sampleRate },
    };
    if (this.#copies(finished, input)) giveBack();
    else {
      const abort = new AbortController();
      // The background has not seen it yet: there is nothing to wait for.
      void this.#needs.held.take(prediction);
      const ended = this.#speak(wanted, prepared, finished, abort.signal);
      this.#running.set(prediction, { abort, giveBack, ended });
    }
    return prediction;
  }

  /** The tries that are in sight, newest first. */
  list(): Prediction[] {
    return listTries(this.#needs.library.db, mostTries);
  }

  /** Cancels a try that runs; false when it does not. */
  cancel(prediction: PredictionId): boolean {
    const running = this.#running.get(prediction);
    running?.abort.abort();
    return running !== undefined;
  }

  /** Takes a try out of sight; what it cost stays on record. */
  remove(prediction: PredictionId): void {
    this.cancel(prediction);
    this.#needs.log.write((db) => {
      hideTry(db, prediction);
    });
  }

  /** Cancels what runs and waits until it is put away. */
  async close(): Promise<void> {
    for (const { abort } of this.#running.values()) abort.abort();
    this.#closing.abort(detached);
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  async #speak(
    { text, voice, engine }: Wanted,
    prepared: PreparedSpeech,
    finished: Finished,
    signal: AbortSignal,
  ): Promise<void> {
    const { takeStore, log, library } = this.#needs;
    let current = finished.prediction;
    const ledger = log.ledger(current, undefined, {
      beforeSending: () => {
        library.ensureHeld();
      },
      onRepeated: (other) => {
        this.#moveTo(other, current);
        current = other;
      },
    });
    try {
      const speech = await engine.speak({ text, voice }, prepared, ledger, signal);
      // Cancelling does not end this: it is there, and paid for.
      const audio = await speech.audio(this.#closing.signal);
      const { prediction } = ledger;
      await takeStore
        .keep({ ...finished, prediction }, audio, speech.facts.predictTime)
        .catch((thrown: unknown) => {
          throw isPaid(engine.entry) ? owedInstead(thrown) : thrown;
        });
    } catch (thrown) {
      this.#settle(ledger.prediction, toProblem(thrown));
    } finally {
      this.#running.get(ledger.prediction)?.giveBack();
      this.#running.delete(ledger.prediction);
      this.#needs.held.giveBack(ledger.prediction);
    }
  }

  /** One that never arrived was written down anew: what runs is that one now. */
  #moveTo(other: PredictionId, before: PredictionId): void {
    const running = this.#running.get(before);
    void this.#needs.held.take(other);
    this.#needs.held.giveBack(before);
    if (running !== undefined) this.#running.set(other, running);
    this.#running.delete(before);
  }

  /** Whether an equal one was spoken before, and this is a copy of it now. */
  #copies(finished: Finished, key: InputKey): boolean {
    try {
      return this.#needs.takeStore.copyEqual(finished, key);
    } catch (thrown) {
      this.#settle(finished.prediction, toProblem(thrown));
      throw thrown;
    }
  }

  #settle(prediction: PredictionId, problem: Problem): void {
    const { library, log } = this.#needs;
    const open = findOpen(library.db, prediction);
    if (open === null) return;
    if (isOwed(open, problem)) {
      log.note(prediction, problem);
      this.#needs.pickUp();
    } else if (problem.code === 'cancelled') log.end(prediction, 'cancelled', null);
    else log.end(prediction, 'failed', problem);
  }
}

function stillOpen(): LecternError {
  return new LecternError(
    'narration-busy',
    'The same sentence was sent with these very settings before, and how that ended is not known yet.',
    'Wait until its audio is here, or give it up on the predictions page.',
  );
}
