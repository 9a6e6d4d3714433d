import { LecternError } from '../../../contract/problem.ts';
import { detached } from '../../engine.ts';
import { isFinal, type ReplicatePrediction } from './answers.ts';
import type { CreateRequest } from './replicate-client.ts';
import { cancelThere } from './cancel-there.ts';
import { createOnce } from './create-once.ts';
import { cancelled, type Errand } from './errand.ts';
import { lookOnce, type Sought } from './find-lost.ts';
import { watch } from './watch.ts';

/** Seconds for a last look through the account's predictions after a cancel. */
const lastLookSeconds = 10;

/** What is to be spoken. */
export interface RemoteSpeech {
  /** What a lost prediction is known by. */
  sought: Sought;
  /** Makes the request; only called when there is something to send. */
  request: () => Promise<CreateRequest>;
  /** Seconds that it is expected to take; null when not known. */
  expected: number | null;
}

/**
 * Has a prediction made, or goes on with the one that the ledger knows, until it has ended. When the signal aborts, it
 * is cancelled there, and what succeeded all the same is returned: it was paid. Rejects as `Engine.speak` does.
 */
export async function speakRemotely(
  errand: Errand,
  { sought, request, expected }: RemoteSpeech,
  signal: AbortSignal,
): Promise<ReplicatePrediction> {
  let latest: ReplicatePrediction;
  try {
    const { remoteId } = errand.ledger;
    const made = remoteId === null ? await createOnce(errand, sought, request, signal) : null;
    latest = await watch(errand, made?.id ?? remoteId ?? '', made, expected, signal);
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
    if (signal.reason === detached) throw cancelled();
    return await cancelledThere(errand, sought);
  }
  return isFinal(latest) ? latest : await overdue(errand, latest.id);
}

/** Cancels what runs there. Resolves with what succeeded before it could be cancelled; else throws `cancelled`. */
async function cancelledThere(errand: Errand, sought: Sought): Promise<ReplicatePrediction> {
  const id = errand.ledger.remoteId ?? (await lastLook(errand, sought));
  const ended = id === null ? null : await cancelThere(errand, id);
  if (ended?.status === 'succeeded') return ended;
  throw cancelled();
}

/** The id of what was sent without an answer, if it can be seen now. If not, the ledger stays open. */
async function lastLook(errand: Errand, sought: Sought): Promise<string | null> {
  if (errand.ledger.sentAt === null) return null;
  try {
    const { match } = await lookOnce(errand, sought, AbortSignal.timeout(lastLookSeconds * 1000));
    if (match !== null) errand.note(match);
    return match?.id ?? null;
  } catch (thrown) {
    if (thrown instanceof LecternError) return null;
    throw thrown;
  }
}

/** Gives up a prediction that should long have been given up by Replicate. */
async function overdue(errand: Errand, id: string): Promise<ReplicatePrediction> {
  const ended = await cancelThere(errand, id);
  if (ended !== null && isFinal(ended)) return ended;
  throw new LecternError(
    'service-unavailable',
    `Prediction ${id} should have ended long ago, and could not be cancelled.`,
    'Look at it on replicate.com/predictions; Lectern looks at it again by itself.',
  );
}
