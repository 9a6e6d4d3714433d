import type { Prediction } from '../../../electron/contract/prediction.ts';
import { money } from '../../ui/format.ts';

/** A sentence to try a voice with: some narration, some speech, a question. */
export const firstSentence =
  'The lamp had gone out hours ago, and still nobody spoke. “Is that the sea?” she asked at last, very quietly.';

/** Whether a try is still under way. */
export function isUnderWay({ state }: Prediction): boolean {
  return state === 'running' || state === 'unknown';
}

/** How a try stands, in words. */
export function stateWords(tried: Prediction): string {
  switch (tried.state) {
    case 'running':
      return tried.remoteStatus === 'starting' ? 'The model is starting …' : 'Being spoken …';
    case 'unknown':
      return 'No answer came yet; Lectern is looking for it.';
    case 'succeeded':
      return 'Spoken';
    case 'failed':
      return 'Failed';
    case 'cancelled':
    case 'aborted':
      return 'Cancelled';
  }
}

/** What a try took and cost, as far as it is known. */
export function costWords({ paid, predictTime, cost, perhapsBilled }: Prediction): string {
  const time = predictTime === null ? [] : [`${predictTime.toFixed(1)} s`];
  if (!paid) return [...time, 'free'].join(' · ');
  if (cost !== null) return [...time, money(cost)].join(' · ');
  return [...time, ...(perhapsBilled ? ['perhaps billed: Lectern could not find out'] : [])].join(' · ');
}
