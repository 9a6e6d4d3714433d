import type { PredictionId } from '../contract/ids.ts';
import { LecternError, type Problem } from '../contract/problem.ts';
import type { WriteDb } from '../db/connection.ts';
import { repeatPrediction } from '../db/queries/lost-predictions.ts';
import { ownIdOf } from '../db/queries/own-ids.ts';
import {
  findByRemote,
  findKnownBefore,
  markSent,
  markUnknown,
  observePrediction,
  type OpenPrediction,
} from '../db/queries/predictions.ts';
import type { Ledger, RemoteFacts } from '../engines/engine.ts';
import { forgottenSince } from '../library/search.ts';

/** The book that ledgers are kept in. */
export interface LedgerBook {
  /** Writes in one transaction. */
  write<Value>(change: (db: WriteDb) => Value): Value;
  /** Ends a prediction that gave no audio. */
  end(id: PredictionId, state: 'aborted', problem: Problem): void;
  /** Tells how a prediction stands. */
  tell(id: PredictionId): void;
}

/** Who hears of what a ledger is told. */
export interface LedgerListener {
  /** Every further second that was billed. */
  onBilled?: (seconds: number) => void;
  /** Right before a request would leave; what it throws keeps it from leaving. */
  beforeSending?: () => void;
  /**
   * One that was sent surely never arrived; right before another is written down in its place. What it throws keeps
   * that from happening.
   */
  onAbsent?: () => void;
  /** Another prediction took its place. */
  onRepeated?: (prediction: PredictionId) => void;
  /** What it waits for; null once it goes on. */
  onWaiting?: (problem: Problem | null) => void;
}

/** The ledger of one prediction, kept in the database. */
export class PredictionLedger implements Ledger {
  readonly #log: LedgerBook;
  readonly #db: WriteDb;
  readonly #listener: LedgerListener;
  #prediction: PredictionId;
  #sentAt: string | null;
  #sentThere: string | null;
  #remoteId: string | null;
  #billed = 0;
  #isWaiting = false;

  constructor(
    log: LedgerBook,
    db: WriteDb,
    prediction: PredictionId,
    { sentAt, sentThere, remoteId }: Pick<OpenPrediction, 'sentAt' | 'sentThere' | 'remoteId'>,
    listener: LedgerListener,
  ) {
    this.#log = log;
    this.#db = db;
    this.#prediction = prediction;
    this.#sentAt = sentAt;
    this.#sentThere = sentThere;
    this.#remoteId = remoteId;
    this.#listener = listener;
  }

  /** The prediction that it is the ledger of: another one once that one is known to be {@link absent}. */
  get prediction(): PredictionId {
    return this.#prediction;
  }

  get ownId(): string {
    return ownIdOf(this.#db, this.#prediction);
  }

  get sentAt(): string | null {
    return this.#sentAt;
  }

  get sentThere(): string | null {
    return this.#sentThere;
  }

  get remoteId(): string | null {
    return this.#remoteId;
  }

  get knownBefore(): string | null {
    return findKnownBefore(this.#db, this.#prediction);
  }

  get forgottenSince(): string | null {
    return forgottenSince(this.#db);
  }

  sending(sentThere: string | null): void {
    this.#listener.beforeSending?.();
    this.#sentAt = new Date().toISOString();
    this.#sentThere = sentThere;
    this.#log.write((db) => {
      markSent(db, this.#prediction, this.#sentAt, sentThere);
    });
  }

  refused(): void {
    this.#sentAt = null;
    this.#sentThere = null;
    this.#note((db) => {
      markSent(db, this.#prediction, null);
    });
  }

  lost(): void {
    this.#note((db) => {
      markUnknown(db, this.#prediction);
    });
  }

  absent(): void {
    this.#log.end(this.#prediction, 'aborted', neverArrived);
    this.#listener.onAbsent?.();
    this.#prediction = this.#log.write((db) => repeatPrediction(db, this.#prediction, null));
    this.#sentAt = null;
    this.#sentThere = null;
    this.#log.tell(this.#prediction);
    this.#listener.onRepeated?.(this.#prediction);
  }

  observed(facts: RemoteFacts): void {
    this.#remoteId = facts.id;
    this.#note((db) => {
      observePrediction(db, this.#prediction, facts);
    });
    const seconds = facts.predictTime ?? 0;
    if (seconds > this.#billed) this.#listener.onBilled?.(seconds - this.#billed);
    this.#billed = Math.max(seconds, this.#billed);
  }

  // Found meanwhile by whoever cancelled it, it is still this very one.
  isTaken(service: string, remoteId: string): boolean {
    return ![null, this.#prediction].includes(findByRemote(this.#db, service, remoteId));
  }

  waiting(problem: Problem | null): void {
    if (problem === null && !this.#isWaiting) return;
    this.#isWaiting = problem !== null;
    this.#listener.onWaiting?.(problem);
  }

  #note(write: (db: WriteDb) => void): void {
    this.#log.write(write);
    this.#log.tell(this.#prediction);
  }
}

const { problem: neverArrived } = new LecternError(
  'prediction-unknown',
  'No answer came to it, and no list of the account showed it: it was given up.',
  'Nothing is to be done; if it was made all the same, it is on replicate.com/predictions.',
);
