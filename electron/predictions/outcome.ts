import type { ProblemCode } from '../contract/problem.ts';

/**
 * What a problem means for the queue: `stop` for what the next chunk would meet as well, `pause` for what a person has
 * to put right, `wait` for what passes by itself, `cut` for a chunk that is too long, `leave` for a prediction whose
 * end is not known, or whose audio is still owed; anything else fails its chunk, and the next one goes on.
 */
export type Outcome = 'stop' | 'pause' | 'wait' | 'cut' | 'leave' | 'fail';

const outcomes: Partial<Record<ProblemCode, Outcome>> = {
  'disk-full': 'stop',
  'library-unwritable': 'stop',
  'library-damaged': 'stop',
  'library-lost': 'stop',
  'library-moved': 'stop',
  'address-wrong': 'stop',
  'token-missing': 'stop',
  'token-refused': 'stop',
  'credit-needed': 'pause',
  'cost-cap': 'pause',
  'rate-limited': 'wait',
  'service-unavailable': 'wait',
  'text-too-long': 'cut',
  'prediction-unknown': 'leave',
  'audio-owed': 'leave',
};

/** See {@link Outcome}. */
export function outcomeOf(code: ProblemCode): Outcome {
  return outcomes[code] ?? 'fail';
}

/** How often in a row the queue waits for the same chunk before it pauses instead. */
export const mostWaits = 8;

const firstWaitSeconds = 1;
const longestWaitSeconds = 60;

/** Seconds to wait, the `count`th time in a row from 1: as long as the service says, else twice as long each time. */
export function waitSeconds(count: number, retryAfter: number | undefined): number {
  return retryAfter ?? Math.min(firstWaitSeconds * 2 ** (count - 1), longestWaitSeconds);
}
