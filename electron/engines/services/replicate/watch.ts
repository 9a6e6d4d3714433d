import { LecternError, type Problem } from '../../../contract/problem.ts';
import { isFinal, type ReplicatePrediction } from './answers.ts';
import { pollDelay } from './polling.ts';
import { isPassing, throwIfAborted, type Errand } from './errand.ts';
import { isMissing, whyNotThere, whyStrange } from './not-found.ts';

/** Seconds of failure after failure until the queue waits instead. */
const mostTrouble = 120;
const longestBackOff = 15;
/** Replicate gives a prediction up by itself; past that and this many seconds, something is wrong. */
const overtime = 60;

/**
 * Looks at a prediction until it has ended, and writes down each change. `first` is how it stood when it was made; null
 * goes on with one that was made before. Resolves with one that has not ended when that is long overdue. Rejects with
 * `service-unavailable` after two minutes of failures, `audio-expired` when it is surely gone, `address-wrong` when
 * nothing of the service is at its address, `cancelled` on abort.
 */
export async function watch(
  errand: Errand,
  id: string,
  first: ReplicatePrediction | null,
  expected: number | null,
  signal: AbortSignal,
): Promise<ReplicatePrediction> {
  const { clock, ledger, model } = errand;
  const since = first === null ? Date.parse(ledger.sentAt ?? '') || clock.now() : clock.now();
  const elapsed = (): number => (clock.now() - since) / 1000;
  let prediction = first;
  try {
    while (prediction === null || !isFinal(prediction)) {
      if (prediction !== null) {
        if (elapsed() > model.cancelAfterSeconds + overtime) return prediction;
        await errand.rest(pollDelay(elapsed(), expected), signal);
      }
      throwIfAborted(signal);
      prediction = await look(errand, id, signal);
      errand.note(prediction);
    }
    return prediction;
  } finally {
    ledger.waiting(null);
  }
}

/** One look, repeated through trouble: reading is safe, and the prediction is paid for. */
async function look(errand: Errand, id: string, signal: AbortSignal): Promise<ReplicatePrediction> {
  const { client, clock, ledger, patience } = errand;
  const began = clock.now();
  const missing = [...patience.missing];
  for (let backOff = 0.5; ; backOff = Math.min(backOff * 2, longestBackOff)) {
    try {
      const prediction = await client.get(id, signal);
      ledger.waiting(null);
      return prediction;
    } catch (thrown) {
      throwIfAborted(signal);
      if (isMissing(thrown)) {
        const wait = missing.shift();
        if (wait === undefined)
          throw (await whyNotThere(errand, signal)) ?? (await whyStrange(errand, signal)) ?? gone(id);
        ledger.waiting(notFound(id));
        await clock.sleep(wait, signal);
      } else if (isPassing(thrown)) {
        const wait = thrown.problem.retryAfter ?? backOff;
        if ((clock.now() - began) / 1000 + wait > mostTrouble) throw thrown;
        if (backOff > 2) ledger.waiting(thrown.problem);
        await errand.rest(wait, signal);
      } else throw thrown;
      throwIfAborted(signal);
    }
  }
}

function notFound(id: string): Problem {
  return {
    code: 'service-unavailable',
    message: `The service says that it does not know prediction ${id}, which it made; Lectern asks again.`,
    action: 'It is only believed after several minutes, and when the rest of the service answers.',
  };
}

function gone(id: string): LecternError {
  return new LecternError(
    'audio-expired',
    `Replicate no longer knows prediction ${id}: it was deleted there, or belongs to another account.`,
    'Check whose token it is; speaking this chunk again costs again.',
  );
}
