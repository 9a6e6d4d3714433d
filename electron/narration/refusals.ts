import { isPaid } from '../contract/engine-entry.ts';
import { LecternError } from '../contract/problem.ts';
import type { PreparedSpeech } from '../engines/engine.ts';
import type { Begun, Job, Recorder } from './job.ts';

/** Throws `cost-cap` when speaking this chunk would take the narration past its cap, in US dollars; null is no cap. */
export function refuseOverCap(
  job: Job,
  prepared: PreparedSpeech,
  recorder: Recorder,
  maxCost: number | null,
): void {
  if (maxCost === null || !isPaid(job.engine.entry)) return;
  const spent = recorder.spent();
  const cost = recorder.expectedCost(job, prepared);
  if (cost === 0 || spent + cost <= maxCost) return;
  throw new LecternError(
    'cost-cap',
    `This narration has cost $${spent.toFixed(4)}; the next chunk would pass the cap of $${maxCost}.`,
    'Raise the cap and resume, or narrate again later: what is spoken is kept.',
  );
}

/**
 * Begins a chunk. An equal input may be at its very end for the chunk before, whose keeping is then waited for: that one's
 * audio is this one's, too. Throws where an equal prediction stays open: this one might be paid twice.
 */
export async function beginOnceFree(
  job: Job,
  begin: () => ReturnType<Recorder['begin']>,
  keeping: () => Promise<void>,
): Promise<Begun | 'reused'> {
  let found = await begin();
  if (found === 'pending') {
    await keeping();
    found = await begin();
  }
  if (found !== 'pending') return found;
  throw stillOpen(job);
}

/** Why a chunk cannot be spoken while an equal prediction is open: it might be paid twice. */
function stillOpen({ text }: Job): LecternError {
  return new LecternError(
    'prediction-failed',
    `An earlier prediction of the same text has not ended yet: “${text.slice(0, 60)}”.`,
    'Settle that one on the predictions page, then narrate this chunk again.',
  );
}
