import { detached, type PreparedSpeech } from '../engine.ts';
import type { ReplicatePrediction } from '../replicate/answers.ts';
import type { CreateRequest } from '../replicate/replicate-client.ts';
import { UncertainCreateError } from '../replicate/uncertain-create.ts';
import { throwIfAborted, type Errand } from './errand.ts';
import { findLost } from './find-lost.ts';

/** Seconds that an answer which is on its way is still waited for when nobody waits for the prediction any more. */
const graceSeconds = 3;

/**
 * Has the prediction made, at most once: one that was sent before without an answer is looked for, and made anew only
 * when it surely never arrived. Its id is in the ledger when this resolves. Rejects as `Engine.speak` does; the ledger
 * says then whether anything may have been made.
 */
export async function createOnce(
  errand: Errand,
  input: PreparedSpeech['input'],
  request: () => Promise<CreateRequest>,
  signal: AbortSignal,
): Promise<ReplicatePrediction> {
  const found = errand.ledger.sentAt === null ? null : await findLost(errand, input, signal);
  const prediction = found ?? (await sendOrFind(errand, input, request, signal));
  errand.note(prediction);
  return prediction;
}

async function sendOrFind(
  errand: Errand,
  input: PreparedSpeech['input'],
  request: () => Promise<CreateRequest>,
  signal: AbortSignal,
): Promise<ReplicatePrediction> {
  try {
    return await send(errand, request, signal);
  } catch (thrown) {
    if (!(thrown instanceof UncertainCreateError)) throw thrown;
    const found = await findLost(errand, input, signal);
    // A second time without an answer is a service in trouble: the queue waits, and then it is looked for first.
    return found ?? (await send(errand, request, signal));
  }
}

async function send(
  { client, ledger, clock }: Errand,
  request: () => Promise<CreateRequest>,
  signal: AbortSignal,
): Promise<ReplicatePrediction> {
  const ready = await request();
  throwIfAborted(signal);
  ledger.sending();
  const settled = new AbortController();
  try {
    return await client.create(ready, whenGivenUp(signal, settled.signal, clock));
  } catch (thrown) {
    if (thrown instanceof UncertainCreateError) ledger.lost();
    else ledger.refused();
    throw thrown;
  } finally {
    settled.abort();
  }
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
