import { LecternError } from '../../../contract/problem.ts';
import type { ReplicatePrediction } from './answers.ts';
import { fetchAudio, type NotHad } from './fetch-audio.ts';
import { throwIfAborted, type Errand } from './errand.ts';
import { addressesOf } from './outputs.ts';

/** Seconds for which Replicate keeps what a prediction made, and a margin. */
const keptSeconds = 3600 + 60;

/**
 * Fetches the audio of a prediction that succeeded. As long as the service has not removed it, it is owed, whatever came
 * back: the prediction is looked at and its audio asked for again, by growing waits, unless it is to be tried `once`. Rejects with `audio-owed` when it
 * could not be had so far and is to be asked for later, `audio-expired` once it is gone for good, `cancelled` on abort.
 */
export async function fetchOwed(
  errand: Errand,
  first: ReplicatePrediction,
  signal: AbortSignal,
  { send, once = false }: { send?: typeof fetch | undefined; once?: boolean } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { clock, ledger, patience } = errand;
  let prediction = first;
  let why = notYet;
  try {
    for (const wait of once ? [0] : [0, ...patience.audio]) {
      if (wait > 0) {
        ledger.waiting(owed(prediction.id, why).problem);
        await clock.sleep(wait, signal);
        throwIfAborted(signal);
        prediction = await lookAgain(errand, prediction, signal);
      }
      if (prediction.dataRemoved) throw expired(prediction.id);
      const got = await fetchOne(errand, prediction, signal, send);
      if (got instanceof Uint8Array) return got;
      ({ why } = got);
    }
  } finally {
    ledger.waiting(null);
  }
  throw isPastItsHour(errand) ? expired(prediction.id) : owed(prediction.id, why);
}

const notYet = 'the service does not say yet where it is';
const notOne = 'its output is not one audio file';

/** The one audio among what it made. Where there is more, or one that may be audio is out of reach, there is none yet. */
async function fetchOne(
  { patience: { silence } }: Errand,
  prediction: ReplicatePrediction,
  signal: AbortSignal,
  send?: typeof fetch,
): Promise<Uint8Array<ArrayBuffer> | NotHad> {
  const addresses = addressesOf(prediction);
  if (addresses.length === 0) return { why: prediction.output === null ? notYet : notOne };
  const found: Uint8Array<ArrayBuffer>[] = [];
  for (const address of addresses) {
    const got = await fetchAudio(address, signal, {
      silence,
      ...(send === undefined ? {} : { fetch: send }),
    });
    if (got instanceof Uint8Array) found.push(got);
    else if (addresses.length === 1 || got.isOther !== true) return got;
  }
  const [only] = found;
  return found.length === 1 && only !== undefined ? only : { why: notOne };
}

/** How it stands now; how it stood before when nobody tells. */
async function lookAgain(
  errand: Errand,
  before: ReplicatePrediction,
  signal: AbortSignal,
): Promise<ReplicatePrediction> {
  try {
    const now = await errand.client.get(before.id, signal);
    // It has succeeded: whatever else is said of it now is not believed.
    return now.status === 'succeeded' ? now : before;
  } catch (thrown) {
    throwIfAborted(signal);
    if (thrown instanceof LecternError) return before;
    throw thrown;
  }
}

/** By this computer's clock alone, from before it was made: a service's times may be hours off. */
function isPastItsHour({ ledger, clock, model }: Errand): boolean {
  const sentAt = Date.parse(ledger.sentAt ?? '');
  return (clock.now() - sentAt) / 1000 > keptSeconds + model.cancelAfterSeconds;
}

function owed(id: string, why: string): LecternError {
  return new LecternError(
    'audio-owed',
    `The audio of prediction ${id} is made and paid for, but could not be had yet: ${why}.`,
    'Lectern goes on asking for it by itself, without paying again, for the hour that Replicate keeps it.',
  );
}

/** The audio of a prediction is gone for good. */
export function expired(id: string): LecternError {
  return new LecternError(
    'audio-expired',
    `Prediction ${id} succeeded, but Replicate has removed its audio, which it keeps for an hour.`,
    'Speaking this chunk again costs again.',
  );
}
