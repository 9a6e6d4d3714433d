import { LecternError } from '../../../contract/problem.ts';
import type { Ledger, RemoteFacts } from '../../engine.ts';
import type { ReplicatePrediction } from './answers.ts';
import { defaultPatience, type Patience } from './patience.ts';
import type { RemoteModel } from './remote-model.ts';
import type { ReplicateClient } from './replicate-client.ts';
import { scrub } from './scrub.ts';
import type { Clock } from '../../../base/sleep.ts';

/** One prediction on its way, with its ledger. */
export class Errand {
  readonly client: ReplicateClient;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly model: RemoteModel;
  readonly patience: Patience;
  #told = '';

  constructor(
    client: ReplicateClient,
    ledger: Ledger,
    clock: Clock,
    model: RemoteModel,
    patience = defaultPatience,
  ) {
    this.client = client;
    this.ledger = ledger;
    this.clock = clock;
    this.model = model;
    this.patience = patience;
  }

  /** Waits between polls and after failures; ends early, without rejecting, when the signal aborts. */
  rest(seconds: number, signal?: AbortSignal): Promise<void> {
    return this.clock.sleep(seconds * this.patience.pace, signal);
  }

  /** Writes down how the prediction stands, when that has changed: growing logs alone are not worth a write. */
  note(prediction: ReplicatePrediction): void {
    const facts = factsOf(prediction);
    const { id, status, startedAt, completedAt, predictTime } = facts;
    const told = JSON.stringify([id, status, startedAt, completedAt, predictTime]);
    if (told === this.#told) return;
    this.ledger.observed(facts);
    this.#told = told;
  }
}

function factsOf(prediction: ReplicatePrediction): RemoteFacts {
  const { id, status, createdAt, startedAt, completedAt, predictTime, totalTime, logs, error } = prediction;
  return {
    ...{ id, status, createdAt, startedAt, completedAt, predictTime, totalTime },
    logs: logs === null ? null : scrub(logs),
    error: error === null ? null : scrub(error),
  };
}

/** Whether an error may pass by itself, so that what is safe to repeat is worth repeating. */
export function isPassing(thrown: unknown): thrown is LecternError {
  return (
    thrown instanceof LecternError && ['service-unavailable', 'rate-limited'].includes(thrown.problem.code)
  );
}

/** The answer to an abort. */
export function cancelled(): LecternError {
  return new LecternError('cancelled', 'The narration was cancelled.', 'Narrate again when you like.');
}

/** Throws `cancelled` once the signal has aborted. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}
