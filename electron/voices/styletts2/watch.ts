import { LecternError } from '../../contract/problem.ts';
import { isFinal, type ReplicatePrediction } from '../replicate/answers.ts';
import { pollDelay } from '../replicate/polling.ts';
import { isPassing, throwIfAborted, type Errand } from './errand.ts';
import { cancelAfterSeconds } from './model.ts';

/** Seconds of failure after failure until the queue waits instead. */
const mostTrouble = 120;
const longestBackOff = 15;
/** A prediction that was just made may not be found for a moment. */
const settlingSeconds = 10;
/** Replicate gives a prediction up by itself; past that and this many seconds, something is wrong. */
const overtime = 60;

/**
 * Looks at a prediction until it has ended, and writes down each change. `first` is how it stood when it was made; null
 * goes on with one that was made before. Resolves with one that has not ended when that is long overdue. Rejects with
 * `service-unavailable` after two minutes of failures, `audio-expired` when it is gone, `cancelled` on abort.
 */
export async function watch(
  errand: Errand,
  id: string,
  first: ReplicatePrediction | null,
  expected: number | null,
  signal: AbortSignal,
): Promise<ReplicatePrediction> {
  const { clock, ledger } = errand;
  const since = first === null ? Date.parse(ledger.sentAt ?? '') || clock.now() : clock.now();
  const elapsed = (): number => (clock.now() - since) / 1000;
  let prediction = first;
  while (prediction === null || !isFinal(prediction)) {
    if (prediction !== null) {
      if (elapsed() > cancelAfterSeconds + overtime) return prediction;
      await clock.sleep(pollDelay(elapsed(), expected), signal);
    }
    throwIfAborted(signal);
    prediction = await look(errand, id, elapsed, signal);
    errand.note(prediction);
  }
  return prediction;
}

/** One look, repeated through trouble: reading is safe, and the prediction is paid for. */
async function look(
  { client, clock }: Errand,
  id: string,
  elapsed: () => number,
  signal: AbortSignal,
): Promise<ReplicatePrediction> {
  const began = clock.now();
  for (let backOff = 0.5; ; backOff = Math.min(backOff * 2, longestBackOff)) {
    try {
      return await client.get(id, signal);
    } catch (thrown) {
      throwIfAborted(signal);
      const isMissing = thrown instanceof LecternError && thrown.problem.code === 'not-found';
      if (isMissing && elapsed() > settlingSeconds) throw gone(id);
      if (!isMissing && !isPassing(thrown)) throw thrown;
      const wait = thrown.problem.retryAfter ?? backOff;
      if ((clock.now() - began) / 1000 + wait > mostTrouble) throw thrown;
      await clock.sleep(wait, signal);
      throwIfAborted(signal);
    }
  }
}

function gone(id: string): LecternError {
  return new LecternError(
    'audio-expired',
    `Replicate no longer knows prediction ${id}: it was deleted there, or belongs to another account.`,
    'Check the token and the address of the service, or speak this chunk again.',
  );
}
