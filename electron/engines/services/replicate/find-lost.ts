import { LecternError, type Problem } from '../../../contract/problem.ts';
import type { PreparedSpeech } from '../../engine.ts';
import type { ReplicatePrediction } from './answers.ts';
import { throwIfAborted, type Errand } from './errand.ts';
import { isMissing, whyNotThere } from './not-found.ts';
import { isSameInput } from './same-input.ts';

/** What was sent: what a lost prediction is known by. */
export interface Sought {
  /** As it was prepared. */
  input: PreparedSpeech['input'];
  /** The id of the model's version. */
  version: string;
}

/** How long, in ms, a service's times may be off among themselves: lists have been seen that were hours behind. */
const timeMargin = 24 * 3_600_000;
/** The same for a prediction that has lost its input, and so can only be told apart by its time. */
const removedMargin = 12 * 3_600_000;
/** Pages of a hundred after which a list is too long to be read to its end. */
const mostPages = 100;
/** How many predictions that are listed without their input are looked at one by one. */
const mostSingles = 60;

/** What one look has shown. */
interface Seen {
  match: ReplicatePrediction | null;
  /** Why there may be one all the same, as the end of a sentence; null when there surely was none in this list. */
  doubt: string | null;
}

/**
 * Looks again and again through the account's predictions for the one that was sent without an answer. Null when it
 * surely never arrived: no list of over two minutes showed it. Rejects with `prediction-unknown` when the lists cannot
 * tell, and as listing does. This is the one rule; narrating, cancelling and giving up go by it alike.
 */
export async function findLost(
  errand: Errand,
  sought: Sought,
  signal: AbortSignal,
): Promise<ReplicatePrediction | null> {
  const { clock, ledger, patience } = errand;
  let doubt: string | null = null;
  try {
    for (const wait of patience.looks) {
      if (wait > 0) {
        ledger.waiting(lookingFor());
        await clock.sleep(wait, signal);
      }
      throwIfAborted(signal);
      const seen = await lookOnce(errand, sought, signal).catch(async (thrown: unknown) => {
        throw isMissing(thrown) ? ((await whyNotThere(errand, signal)) ?? noList()) : thrown;
      });
      if (seen.match !== null) return seen.match;
      ({ doubt } = seen);
    }
  } finally {
    ledger.waiting(null);
  }
  if (doubt !== null) throw unknown(doubt);
  return null;
}

/** One look through the list, back to what was known before the request left. */
export async function lookOnce(errand: Errand, sought: Sought, signal: AbortSignal): Promise<Seen> {
  const { client, ledger, model } = errand;
  const sentAt = sentTime(errand);
  const matches: ReplicatePrediction[] = [];
  const withoutInput: ReplicatePrediction[] = [];
  let doubt: string | null = null;
  let pagesBehind = 0;
  let pages = 0;
  for await (const page of client.pages(signal)) {
    for (const prediction of page) {
      if (ledger.isTaken(client.address, prediction.id) || !mayBeOf(prediction, sought.version)) continue;
      if (prediction.dataRemoved) doubt = isNear(prediction, sentAt) ? removed : doubt;
      else if (prediction.input === null) withoutInput.push(prediction);
      else if (isSameInput(prediction.input, sought.input, model)) matches.push(prediction);
    }
    if (matches.length > 0) break;
    // One page further than needed: a list may be out of order.
    if (pagesBehind > 0 || isBehind(page, ledger.knownBefore, sentAt)) pagesBehind++;
    if (pagesBehind > 1) break;
    if (++pages === mostPages) doubt = 'the list is too long to be read to its end';
    if (pages === mostPages) break;
  }
  if (matches.length === 0 && withoutInput.length > 0) {
    const found = await lookAtEach(errand, withoutInput, sought, signal);
    if (found.match !== null) matches.push(found.match);
    doubt ??= found.doubt;
  }
  const byWorth = matches.toSorted((one, other) => worth(other) - worth(one));
  return { match: byWorth[0] ?? null, doubt };
}

const removed = 'Replicate has since removed what would tell';

/** A list may leave the inputs out: each prediction of its own tells them. */
async function lookAtEach(
  { client, model }: Errand,
  predictions: readonly ReplicatePrediction[],
  { input }: Sought,
  signal: AbortSignal,
): Promise<Seen> {
  let doubt: string | null = predictions.length > mostSingles ? 'its list says too little' : null;
  for (const { id } of predictions.slice(0, mostSingles)) {
    throwIfAborted(signal);
    const prediction = await client.get(id, signal).catch((thrown: unknown) => {
      if (isMissing(thrown)) return null;
      throw thrown;
    });
    if (prediction === null) doubt = 'it does not find one that it lists';
    else if (prediction.input === null)
      doubt = prediction.dataRemoved ? removed : 'it does not tell what was asked of it';
    else if (isSameInput(prediction.input, input, model)) return { match: prediction, doubt: null };
  }
  return { match: null, doubt };
}

/** When the request left, in ms since 1970, by the service's clock. */
function sentTime({ client, ledger }: Errand): number {
  const there = Date.parse(ledger.sentThere ?? '');
  // A computer whose clock is wrong by hours must not look at the wrong hours.
  if (!Number.isNaN(there)) return there;
  return Date.parse(ledger.sentAt ?? ledger.forgottenSince ?? '') + (client.clockLead ?? 0);
}

/** Whether all that follows this page was made before the request left. */
function isBehind(page: readonly ReplicatePrediction[], knownBefore: string | null, sentAt: number): boolean {
  if (page.some(({ id }) => id === knownBefore)) return true;
  const isOlder = ({ createdAt }: ReplicatePrediction): boolean =>
    Date.parse(createdAt ?? '') < sentAt - timeMargin;
  return page.length > 0 && page.every(isOlder);
}

function isNear({ createdAt }: ReplicatePrediction, sentAt: number): boolean {
  const distance = Math.abs(Date.parse(createdAt ?? '') - sentAt);
  return Number.isNaN(distance) || distance < removedMargin;
}

/** Whether a prediction may be one of this version; null for one that is not known. */
export function mayBeOf({ version }: { version: string | null }, sought: string | null): boolean {
  return sought === null || [null, 'hidden', sought].includes(version);
}

/** Of several, the one that gave audio, then one that still may. */
function worth({ status }: ReplicatePrediction): number {
  if (status === 'succeeded') return 2;
  return status === 'starting' || status === 'processing' ? 1 : 0;
}

function lookingFor(): Problem {
  return {
    code: 'service-unavailable',
    message: 'No answer came to a prediction, and Lectern looks for it in the account’s list.',
    action:
      'It is only asked for again when it surely never arrived, which takes up to three minutes to know.',
  };
}

function noList(): LecternError {
  return new LecternError(
    'service-unavailable',
    'The service does not find its list of predictions.',
    'Lectern asks again by itself.',
  );
}

function unknown(doubt: string): LecternError {
  return new LecternError(
    'prediction-unknown',
    `No answer came to this prediction, and whether it was made cannot be told: ${doubt}.`,
    'Look for it on replicate.com/predictions; then give it up or adopt it on the predictions page.',
  );
}
