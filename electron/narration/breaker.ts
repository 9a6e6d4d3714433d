import { isPaid } from '../contract/engine-entry.ts';
import { LecternError, type Problem } from '../contract/problem.ts';
import type { Begun, Job } from './job.ts';
import { outcomeOf } from '../predictions/outcome.ts';

/** How many paid predictions in a row may give no usable audio before a person is asked. */
const mostInARow = 2;

/** Counts the paid predictions in a row that gave no audio that can be used: a broken service must not be paid on. */
export class Breaker {
  #inARow = 0;

  /** A prediction gave its audio, or a person has decided to go on. */
  reset(): void {
    this.#inARow = 0;
  }

  /**
   * A chunk is left without audio. Counts where its request was taken, so that it was paid, perhaps or surely; not where
   * it was cancelled, or is cut in two for being too long.
   */
  count(begun: Begun | null, { engine }: Job, { code }: Problem): void {
    const isTaken = begun !== null && (begun.ledger.remoteId !== null || begun.ledger.sentAt !== null);
    const isLeft = ['fail', 'leave'].includes(outcomeOf(code));
    if (isPaid(engine.entry) && isTaken && isLeft && code !== 'cancelled') this.#inARow++;
  }

  /** Whether the last one gave nothing: then no other is asked for before it is known how the next one fares. */
  get isWary(): boolean {
    return this.#inARow > 0;
  }

  /** Why nothing more is asked for until a person says so; null while there is no reason. `last` is the last problem. */
  verdict(last: Problem): Problem | null {
    if (this.#inARow < mostInARow) return null;
    return new LecternError(
      'without-audio',
      `${this.#inARow} paid predictions in a row gave no audio that can be used. The last one: ${last.message}`,
      'Look at them on the predictions page. Going on asks for, and pays, the next chunk; what is owed is fetched meanwhile.',
    ).problem;
  }
}
