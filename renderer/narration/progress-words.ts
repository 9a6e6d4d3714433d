import type { NarrationProgress, NarrationState } from '../../electron/contract/narration.ts';
import { count, duration } from '../ui/format.ts';

/** Whether a narration is still at work, or could be at once. */
export function isActive(state: NarrationState): boolean {
  return state === 'running' || state === 'paused' || state === 'cancelling';
}

/** How far the chapter being spoken is: `chunk 3 of 12`. */
export function chunkWords({ sectionTotal, sectionFinished }: NarrationProgress): string {
  const current = Math.min(sectionFinished + 1, sectionTotal);
  return `chunk ${current.toLocaleString('en')} of ${sectionTotal.toLocaleString('en')}`;
}

/** What is left, in words; what it waits for when it does not run. */
export function leftWords({ state, secondsLeft }: NarrationProgress): string {
  if (state === 'paused') return 'paused';
  if (state === 'cancelling') return 'stopping after this chunk';
  if (secondsLeft === null) return 'measuring the speed';
  return secondsLeft < 1 ? 'nearly done' : `about ${duration(secondsLeft)} left`;
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

/** What is read out: it changes with the chapter and at the end, never with every chunk. */
export function announcement(narration: NarrationProgress, project: string, section: string | null): string {
  switch (narration.state) {
    case 'running':
      return `Narrating ${section ?? project}.`;
    case 'paused':
      return 'The narration is paused.';
    case 'cancelling':
      return 'The narration stops.';
    default:
      return `${project}. ${endWords(narration)}`;
  }
}
