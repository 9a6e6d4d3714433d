import { isPaid } from '../contract/engine-entry.ts';
import type { PredictionId } from '../contract/ids.ts';
import type { Problem } from '../contract/problem.ts';
import type { WriteDb } from '../db/connection.ts';
import { databaseProblem } from '../db/database.ts';
import { findPrediction } from '../db/queries/prediction-list.ts';
import {
  beginPrediction,
  endPrediction,
  notePredictionProblem,
  type Intent,
  type OpenPrediction,
} from '../db/queries/predictions.ts';
import type { Engine, PreparedSpeech } from '../engines/engine.ts';
import type { ChosenVoice } from '../book/chosen-voices.ts';
import type { EventBus } from '../base/event-bus.ts';
import type { Library } from '../library/open-library.ts';
import { PredictionLedger, type LedgerListener } from './prediction-ledger.ts';
import { readSettings } from '../library/settings.ts';
import { inputKey } from '../book/take-key.ts';

/** What a prediction is for. */
export interface Wanted {
  target: Intent['target'];
  text: string;
  voice: ChosenVoice['voice'];
  engine: Engine;
  key: string;
}

const notSent = { sentAt: null, sentThere: null, remoteId: null };

/** Writes down what becomes of predictions, and tells whoever shows them. */
export class PredictionLog {
  readonly #library: Library;
  readonly #events: EventBus;

  constructor(library: Library, events: EventBus) {
    this.#library = library;
    this.#events = events;
  }

  /** The intent, before the engine is asked. */
  begin({ target, text, voice, engine, key }: Wanted, prepared: PreparedSpeech): PredictionId {
    const { db } = this.#library;
    const equal = inputKey(engine, prepared);
    const id = this.write(() =>
      beginPrediction(db, {
        target,
        voice,
        text,
        speechKey: key,
        maker: prepared.maker,
        input: JSON.stringify(prepared.input),
        inputHash: equal.hash,
        service: equal.service,
        revision: engine.revision,
        spokenText: prepared.spokenText,
        notes: prepared.notes,
        paid: isPaid(engine.entry),
        rate: isPaid(engine.entry) ? readSettings(db).replicateRate : 0,
      }),
    );
    if (isPaid(engine.entry)) this.tell(id);
    return id;
  }

  /** Where an engine writes down what becomes of a prediction. */
  ledger(
    id: PredictionId,
    open: Pick<OpenPrediction, 'sentAt' | 'sentThere' | 'remoteId'> = notSent,
    listener: LedgerListener = {},
  ): PredictionLedger {
    return new PredictionLedger(this, this.#library.db, id, open, listener);
  }

  /** Ends a prediction that gave no audio. */
  end(id: PredictionId, state: 'failed' | 'cancelled' | 'aborted', problem: Problem | null): void {
    this.write(() => {
      endPrediction(this.#library.db, id, state, problem);
    });
    this.tell(id);
  }

  /** Says what keeps an open prediction from going on. */
  note(id: PredictionId, problem: Problem): void {
    this.write(() => {
      notePredictionProblem(this.#library.db, id, problem);
    });
    this.tell(id);
  }

  /** Writes in one transaction. Throws what a full or damaged disk is in words. */
  write<Value>(change: (db: WriteDb) => Value): Value {
    const { db } = this.#library;
    try {
      return db.transaction(() => change(db)).immediate();
    } catch (thrown) {
      throw databaseProblem(thrown, db.name);
    }
  }

  /** Tells how a prediction stands. */
  tell(id: PredictionId): void {
    const prediction = findPrediction(this.#library.db, id);
    if (prediction !== null) this.#events.emit('prediction', { prediction });
  }
}
