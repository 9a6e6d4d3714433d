import { LecternError } from '../../contract/problem.ts';
import type { Json, PreparedSpeech } from '../engine.ts';
import type { ReplicatePrediction } from '../replicate/answers.ts';
import { throwIfAborted, type Errand } from './errand.ts';
import { styletts2Model } from './model.ts';
import { clipPrefix } from './voice-input.ts';

/** Seconds before each look: what was accepted may take a moment to be listed. */
const waits = [0, 2, 4];
/** How far the service's clock and ours may be apart, beyond what its answers tell; and how late it may accept. */
const marginMs = 600_000;

type Input = PreparedSpeech['input'];

/**
 * Looks several times through the account's predictions for the one that was sent without an answer; null when it
 * surely never arrived. Rejects with `prediction-unknown` when one that it may be has lost its input.
 */
export async function findLost(
  errand: Errand,
  input: Input,
  signal: AbortSignal,
): Promise<ReplicatePrediction | null> {
  for (const wait of waits) {
    if (wait > 0) await errand.clock.sleep(wait, signal);
    throwIfAborted(signal);
    const { match, isUnclear } = await lookOnce(errand, input, signal);
    if (match !== null) return match;
    if (isUnclear) throw unknown();
  }
  return null;
}

/** One look. `isUnclear`: there is one of that time whose input can no longer be compared. */
export async function lookOnce(
  { client, ledger }: Errand,
  input: Input,
  signal: AbortSignal,
): Promise<{ match: ReplicatePrediction | null; isUnclear: boolean }> {
  // A computer whose clock is wrong by hours must not look at the wrong hours.
  const sentAt = Date.parse(ledger.sentAt ?? '') + (client.clockLead ?? 0);
  const createdAfter = new Date(sentAt - marginMs).toISOString();
  const matches: ReplicatePrediction[] = [];
  let isUnclear = false;
  for await (const prediction of client.listAll({ createdAfter }, signal)) {
    if (!mayBeOurs(prediction) || ledger.isTaken(prediction.id)) continue;
    if (prediction.dataRemoved || prediction.input === null) {
      isUnclear ||= !(Date.parse(prediction.createdAt ?? '') > sentAt + marginMs);
    } else if (isSameInput(prediction.input, input)) matches.push(prediction);
  }
  const byWorth = matches.toSorted((one, other) => worth(other) - worth(one));
  return { match: byWorth[0] ?? null, isUnclear };
}

function mayBeOurs({ version }: ReplicatePrediction): boolean {
  return version === null || version === 'hidden' || version === styletts2Model.version;
}

/**
 * Whether a prediction of the account was asked for with our prepared input. A clip is sent as its bytes or as an
 * uploaded file, and may come back under another address: there, that both have a reference is all that can be compared.
 */
export function isSameInput(theirs: Input, ours: Input): boolean {
  const names = new Set([...Object.keys(ours), 'reference', 'weights']);
  return [...names].every((name) => {
    const [their, our] = [theirs[name] ?? null, ours[name] ?? null];
    return isClip(our) ? typeof their === 'string' : their === our;
  });
}

function isClip(value: Json): boolean {
  return typeof value === 'string' && value.startsWith(clipPrefix);
}

/** Of several, the one that gave audio, then one that still may. */
function worth({ status }: ReplicatePrediction): number {
  if (status === 'succeeded') return 2;
  return status === 'starting' || status === 'processing' ? 1 : 0;
}

function unknown(): LecternError {
  return new LecternError(
    'prediction-unknown',
    'No answer came to this prediction, and Replicate has since removed what would tell whether it was made.',
    'Look for it on replicate.com/predictions; then give it up or adopt it on the predictions page.',
  );
}
