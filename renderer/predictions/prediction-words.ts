import type { Prediction, PredictionPage, PredictionState } from '../../electron/contract/prediction.ts';
import { perhapsWords } from '../costs/receipt-text.ts';
import { count, duration, money } from '../ui/format.ts';

/** The states, as one chooses among them. */
export const stateNames: Readonly<Record<PredictionState, string>> = {
  running: 'Running',
  unknown: 'Unknown',
  succeeded: 'Spoken',
  failed: 'Failed',
  cancelled: 'Cancelled',
  aborted: 'Given up',
};

/** How a prediction stands, in a word or two. */
export function stateWords({ state, paid, remoteId, remoteStatus }: Prediction): string {
  if (state !== 'running' || !paid) return stateNames[state];
  if (remoteStatus === 'starting') return 'Starting';
  if (remoteStatus === 'succeeded') return 'Being fetched';
  return remoteId === null ? 'Being sent' : 'Being spoken';
}

/** What Replicate says of one of its predictions, in a word. A status that is new to us is shown as it is. */
export function remoteStateWords(status: string): string {
  const words: Readonly<Record<string, string>> = {
    starting: 'Starting',
    processing: 'Running',
    succeeded: 'Succeeded',
    failed: 'Failed',
    canceled: 'Cancelled',
    aborted: 'Aborted',
  };
  return words[status] ?? status;
}

/** Whether Replicate is still at work on it. */
export function isRunningThere(status: string): boolean {
  return status === 'starting' || status === 'processing';
}

/** What a prediction is for: its book and chapter. */
export function placeWords({ kind, project, section }: Prediction): string {
  if (kind === 'try') return 'A try';
  const titles = [project?.title, section?.title].filter((title) => title !== undefined);
  return titles.length === 0 ? 'A book that is no more' : titles.join(' · ');
}

/** Seconds of work, to the tenth; a dash while they are not known. */
export function workWords(seconds: number | null): string {
  return seconds === null ? '–' : `${seconds.toFixed(1)} s`;
}

/** What a prediction cost; a dash while that is not known, and `perhaps billed` where it never became known. */
export function costWords({
  paid,
  cost,
  perhapsBilled,
}: Pick<Prediction, 'paid' | 'cost' | 'perhapsBilled'>): string {
  if (!paid) return 'free';
  if (cost !== null) return money(cost);
  return perhapsBilled ? 'perhaps billed' : '–';
}

/** The same where there is room to say why. */
export function costFact(prediction: Pick<Prediction, 'paid' | 'cost' | 'perhapsBilled'>): string {
  const words = costWords(prediction);
  return prediction.cost === null && prediction.perhapsBilled
    ? `${words}: Lectern could not find out`
    : words;
}

/** What all that match came to, in one line. */
export function totalWords({
  count: all,
  predictTime,
  cost,
  perhapsBilled,
}: PredictionPage['totals']): string {
  const facts = [count(all, 'prediction')];
  if (predictTime > 0) facts.push(`${duration(predictTime)} of work`);
  if (cost > 0) facts.push(money(cost));
  if (perhapsBilled > 0) facts.push(perhapsWords(perhapsBilled));
  return facts.join(' · ');
}

const moments = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment, given in ISO 8601, as a date and a time of day here. */
export function momentWords(iso: string): string {
  return moments.format(new Date(iso));
}

const shortMoments = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** The same, where there is little room. */
export function shortMomentWords(iso: string): string {
  return shortMoments.format(new Date(iso));
}
