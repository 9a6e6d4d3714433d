import type { Interrupted, NarrationProgress, NarrationState } from '../../electron/contract/narration.ts';
import { clock, count, duration, money } from '../ui/format.ts';

/** Whether a narration is still at work, or could be at once. */
export function isActive(state: NarrationState): boolean {
  return state === 'running' || state === 'paused' || state === 'waiting' || state === 'cancelling';
}

/** How much of what was asked for is through, spoken or failed: `12 of 120 chunks`. */
export function chunkWords({ ready, failed, total }: NarrationProgress): string {
  return `${(ready + failed).toLocaleString('en')} of ${count(total, 'chunk')}`;
}

/** The same from 0 to 1, for the bar beside it: both say one thing. */
export function chunkFraction({ ready, failed, total }: NarrationProgress): number {
  return total === 0 ? 1 : (ready + failed) / total;
}

/** What is left, in words; what it waits for when it does not run. */
export function leftWords({ state, secondsLeft, waitingFor }: NarrationProgress): string {
  if (state === 'paused' || state === 'waiting') return state;
  if (state === 'cancelling') return 'stopping after this chunk';
  if (waitingFor !== null) return 'waiting';
  if (secondsLeft === null) return 'measuring the speed';
  return secondsLeft < 1 ? 'nearly done' : `about ${duration(secondsLeft)} left`;
}

/** What the button says that makes it go on. */
export function resumeWords({ state, problem }: NarrationProgress): string {
  if (state === 'waiting') return 'Try now';
  return problem?.code === 'without-audio' ? 'Go on all the same' : 'Resume';
}

/** What it has cost, and what it may; null for one that is free. */
export function spentWords({ spent, maxCost }: NarrationProgress): string | null {
  if (spent === 0) return null;
  return maxCost === null ? `${money(spent)} so far` : `${money(spent)} of ${money(maxCost)}`;
}

/** When a narration that waits goes on, `now` in milliseconds since 1970. */
export function waitWords(resumesAt: string, now: number): string {
  const seconds = Math.ceil((Date.parse(resumesAt) - now) / 1000);
  return seconds <= 0 ? 'Goes on now.' : `Goes on by itself in ${clock(seconds)}.`;
}

/** What a narration that has ended came to, in one sentence. */
export function endWords({ state, ready, total, failed }: NarrationProgress): string {
  const missing = total - ready - failed;
  const counts = `${ready.toLocaleString('en')} of ${count(total, 'chunk')} ${ready === 1 || total === 1 ? 'is' : 'are'} ready`;
  switch (state) {
    case 'done':
      if (failed > 0) return `Narrated, but ${count(failed, 'chunk')} failed; ${counts}.`;
      return total === 0 ? 'There was nothing to narrate.' : `Narrated: ${count(total, 'chunk')}, all ready.`;
    case 'cancelled':
      return `Cancelled: ${counts}, and nothing of that is lost.`;
    case 'stopped':
      return `Stopped: ${counts}, ${count(missing, 'chunk')} not spoken yet.`;
    default:
      return counts;
  }
}

/** What is left of a narration that was interrupted. */
export function interruptedWords({ left }: Pick<Interrupted, 'left'>): string {
  return `Interrupted: ${count(left, 'chunk')} ${left === 1 ? 'is' : 'are'} left to narrate.`;
}

/** What is read out: it changes with the chapter and at the end, never with every chunk. */
export function announcement(narration: NarrationProgress, project: string, section: string | null): string {
  switch (narration.state) {
    case 'running':
      return narration.waitingFor?.message ?? `Narrating ${section ?? project}.`;
    case 'paused':
      return ['The narration is paused.', narration.problem?.message ?? ''].join(' ').trim();
    case 'waiting':
      return 'The narration waits, and goes on by itself.';
    case 'cancelling':
      return 'The narration stops.';
    default:
      return `${project}. ${endWords(narration)}`;
  }
}
