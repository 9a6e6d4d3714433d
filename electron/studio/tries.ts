import type { CallInput } from '../contract/calls.ts';
import type { PredictionId } from '../contract/ids.ts';
import type { Prediction } from '../contract/prediction.ts';
import { LecternError, toProblem, type Problem } from '../contract/problem.ts';
import { projectSampleRate } from '../contract/project.ts';
import { findPrediction, listPredictions } from '../db/queries/prediction-list.ts';
import { findOpen, hideTry } from '../db/queries/predictions.ts';
import { outcomeOf } from '../narration/outcome.ts';
import type { PreparedSpeech } from '../voices/engine.ts';
import type { Engines } from './engines.ts';
import type { Library } from './library.ts';
import { found } from './not-found.ts';
import type { PredictionLog, Wanted } from './prediction-log.ts';
import { inputHash, speechKeys } from './speech-key.ts';
import type { Finished, TakeKeeper } from './take-keeper.ts';
import { refuseFaultyVoice } from './voice-check.ts';

/** How many tries are shown: the newest. */
const mostTries = 100;

/** What tries are made with. */
export interface TriesParts {
  library: Library;
  engines: Engines;
  keeper: TakeKeeper;
  log: PredictionLog;
  /** Whether predictions are being driven now: there is only ever one at a time. */
  isNarrating: () => boolean;
}

/** Speaks single sentences to try voices. */
export class Tries {
  readonly #parts: TriesParts;
  readonly #running = new Map<PredictionId, { abort: AbortController; ended: Promise<void> }>();

  constructor(parts: TriesParts) {
    this.#parts = parts;
  }

  /**
   * Begins to speak a sentence and answers at once. What was spoken with equal settings before is not paid again.
   * Throws `narration-busy` while something else is spoken, and what keeps this voice from speaking this text.
   */
  start({ text, voice }: CallInput<'tries.start'>): Prediction {
    const { library, engines, keeper, log } = this.#parts;
    if (this.#parts.isNarrating() || this.#running.size > 0) throw busy();
    refuseFaultyVoice(library, voice);
    const engine = engines.of(voice);
    const prepared = engine.prepare({ text, voice });
    const speechKey = speechKeys(voice, engine, projectSampleRate)(text);
    const wanted = { target: null, text, voice, engine, speechKey };
    const prediction = log.begin(wanted, prepared);
    const finished = {
      ...{ prediction, engine, speechKey },
      ...{ project: null, chunk: null, sampleRate: projectSampleRate, choose: false },
    };
    if (!keeper.copyEqual(finished, inputHash(engine, prepared))) {
      const abort = new AbortController();
      const ended = this.#speak(wanted, prepared, finished, abort.signal).finally(() => {
        this.#running.delete(prediction);
      });
      this.#running.set(prediction, { abort, ended });
    }
    return found(findPrediction(library.db, prediction), 'try');
  }

  /** The tries that are in sight, newest first. */
  list(): Prediction[] {
    const filter = { kind: 'try', visible: true } as const;
    return listPredictions(this.#parts.library.db, filter, { limit: mostTries }).predictions;
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
    this.#parts.log.write((db) => {
      hideTry(db, prediction);
    });
  }

  /** Whether a try is being spoken. */
  isBusy(): boolean {
    return this.#running.size > 0;
  }

  /** Cancels what runs and waits until it is put away. */
  async close(): Promise<void> {
    for (const { abort } of this.#running.values()) abort.abort();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  async #speak(
    { text, voice, engine }: Wanted,
    prepared: PreparedSpeech,
    finished: Finished,
    signal: AbortSignal,
  ): Promise<void> {
    const { keeper, log } = this.#parts;
    const { prediction } = finished;
    try {
      const speech = await engine.speak({ text, voice }, prepared, log.ledger(prediction), signal);
      const audio = await speech.audio(signal);
      await keeper.keep(finished, audio, speech.facts.predictTime);
    } catch (thrown) {
      this.#settle(prediction, toProblem(thrown));
    }
  }

  #settle(prediction: PredictionId, problem: Problem): void {
    const { library, log } = this.#parts;
    const open = findOpen(library.db, prediction);
    if (open === null) return;
    const isSent =
      open.sentAt !== null && !['failed', 'canceled', 'aborted'].includes(open.remoteStatus ?? '');
    const outcome = problem.code === 'cancelled' ? 'cancelled' : outcomeOf(problem.code);
    // What may still come to audio stays open, and is gone on with.
    if (isSent && ['cancelled', 'leave', 'wait', 'pause', 'stop'].includes(outcome))
      log.note(prediction, problem);
    else if (outcome === 'cancelled') log.end(prediction, 'canceled', null);
    else log.end(prediction, 'failed', problem);
  }
}

function busy(): LecternError {
  return new LecternError(
    'narration-busy',
    'Something is being spoken already, and predictions are made one after another.',
    'Wait until it is done, or cancel it first.',
  );
}
