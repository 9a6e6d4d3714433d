import type { Prediction } from './prediction.ts';

/**
 * From when until when the audio of a success can be had, in milliseconds since 1970; null when it never can. It can be
 * had from when its output is told and no fault spoils all of its downloads, until its data are removed or it is deleted.
 * A fault of single requests, however many, takes nothing away: whoever is patient is answered in the end.
 */
export function audioWindow(prediction: Prediction): { from: number; until: number } | null {
  const { status, completedAt, dataUntil, brand } = prediction;
  if (status !== 'succeeded' || completedAt === null || dataUntil === null) return null;
  const wait = Math.max(brand.outputAfter, ...brand.audio.map(({ until }) => until));
  const from = completedAt + wait * 1000;
  return from < dataUntil ? { from, until: dataUntil } : null;
}

/** Whether its audio can be had at this moment. */
export function isFetchable(prediction: Prediction, now: number): boolean {
  const window = audioWindow(prediction);
  return window !== null && window.from <= now && now < window.until;
}

/** Whether its audio can be had at this moment or at a later one. */
export function isToBeHad(prediction: Prediction, now: number): boolean {
  const window = audioWindow(prediction);
  return window !== null && now < window.until;
}
