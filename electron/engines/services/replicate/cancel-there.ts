import { isFinal, type ReplicatePrediction } from './answers.ts';
import { isPassing, type Errand } from './errand.ts';

/** Seconds to have it cancelled and to learn how it ended. */
const patience = 15;
const longestWait = 2;

/**
 * Cancels a prediction and reads how it really ended, since it may have been finished in the meantime. Has a time of
 * its own: what was aborted is the waiting, not this. Resolves with what is known then, which may be that it still
 * runs; null when nothing could be read. Never rejects for the service's sake.
 */
export async function cancelThere(errand: Errand, id: string): Promise<ReplicatePrediction | null> {
  const { client, clock } = errand;
  const until = clock.now() + patience * 1000;
  const signal = AbortSignal.timeout(patience * 1000);
  let isAsked = false;
  let last: ReplicatePrediction | null = null;
  for (let wait = 0.1; ; wait = Math.min(wait * 1.6, longestWait)) {
    // A refusal says that it has ended; how, is read below.
    isAsked ||= await did(client.cancel(id, signal));
    try {
      last = await client.get(id, signal);
      errand.note(last);
      if (isFinal(last)) return last;
    } catch (thrown) {
      if (!isPassing(thrown)) return last;
    }
    if (clock.now() + wait * 1000 > until) return last;
    await errand.rest(wait);
  }
}

/** Whether the request need not be made again. */
async function did(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (thrown) {
    return !isPassing(thrown);
  }
}
