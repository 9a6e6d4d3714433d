import type { LecternError } from '../../../contract/problem.ts';
import { detached } from '../../engine.ts';
import { isFinal, type ReplicatePrediction } from './answers.ts';
import type { CreateRequest } from './replicate-client.ts';
import { UncertainCreateError } from './uncertain-create.ts';
import { throwIfAborted, type Errand } from './errand.ts';
import { isMissing, whyNotThere } from './not-found.ts';
import { findLost, lookOnce, type Sought } from './find-lost.ts';

/** Seconds that an answer which is on its way is still waited for when nobody waits for the prediction any more. */
const graceSeconds = 3;

/**
 * Has the prediction made, at most once: one that was sent before without an answer is looked for, and made anew only
 * when it surely never arrived. Its id is in the ledger when this resolves. Rejects as `Engine.speak` does; the ledger
 * says then whether anything may have been made.
 */
export async function createOnce(
  errand: Errand,
  sought: Sought,
  request: () => Promise<CreateRequest>,
  signal: AbortSignal,
): Promise<ReplicatePrediction> {
  const prediction =
    (await findEarlier(errand, sought, signal)) ?? (await sendOrFind(errand, sought, request, signal));
  errand.note(prediction);
  return prediction;
}

/** What was sent before, here or by a library whose older copy was put back; null when there is nothing of it. */
async function findEarlier(
  errand: Errand,
  sought: Sought,
  signal: AbortSignal,
): Promise<ReplicatePrediction | null> {
  const { ledger } = errand;
  if (ledger.sentAt !== null) {
    const found = await findLost(errand, sought, signal);
    if (found === null) ledger.absent();
    return found;
  }
  if (ledger.forgottenSince === null) return null;
  const { match } = await lookOnce(errand, sought, signal);
  // What ended without audio is no loss.
  return match !== null && (match.status === 'succeeded' || !isFinal(match)) ? match : null;
}

async function sendOrFind(
  errand: Errand,
  sought: Sought,
  request: () => Promise<CreateRequest>,
  signal: AbortSignal,
): Promise<ReplicatePrediction> {
  try {
    return await send(errand, request, signal);
  } catch (thrown) {
    if (!(thrown instanceof UncertainCreateError)) throw thrown;
    const found = await findLost(errand, sought, signal);
    if (found !== null) return found;
    errand.ledger.absent();
    // A second time without an answer is a service in trouble: the queue waits, and then it is looked for first.
    return await send(errand, request, signal);
  }
}

async function send(
  errand: Errand,
  request: () => Promise<CreateRequest>,
  signal: AbortSignal,
): Promise<ReplicatePrediction> {
  const { client, ledger, clock } = errand;
  const ready = await request();
  throwIfAborted(signal);
  const lead = client.clockLead;
  ledger.sending(lead === null ? null : new Date(clock.now() + lead).toISOString());
  const settled = new AbortController();
  try {
    return await client.create(ready, whenGivenUp(signal, settled.signal, clock));
  } catch (thrown) {
    const failure = isMissing(thrown) ? await ofNotFound(errand, signal) : thrown;
    if (failure instanceof UncertainCreateError) ledger.lost();
    else ledger.refused();
    throw failure;
  } finally {
    settled.abort();
  }
}

/** "Not found" as the answer to a create: only where nothing of the service is, it surely made nothing. */
async function ofNotFound(errand: Errand, signal: AbortSignal): Promise<LecternError> {
  const why = await whyNotThere(errand, signal).catch(() => null);
  if (why?.problem.code === 'address-wrong') return why;
  return new UncertainCreateError(errand.client.base, 'its answer was “not found”');
}

/**
 * A create is not abandoned when the person cancels: without its answer there is no id to cancel. Only when everything
 * closes is it given up, after a moment.
 */
function whenGivenUp(signal: AbortSignal, settled: AbortSignal, clock: Errand['clock']): AbortSignal {
  const givenUp = new AbortController();
  const onAbort = async (): Promise<void> => {
    if (signal.reason !== detached) return;
    await clock.sleep(graceSeconds, settled);
    givenUp.abort();
  };
  const listener = (): void => void onAbort();
  signal.addEventListener('abort', listener, { once: true });
  settled.addEventListener('abort', () => {
    signal.removeEventListener('abort', listener);
  });
  return givenUp.signal;
}
