import type { Brand } from './brand.ts';
import type { AudioFault } from './fault-names.ts';
import type { Prediction } from './prediction.ts';

/** What every download of a prediction's audio suffers so many seconds after its end; null for nothing. */
export function audioFaultAt({ audio }: Brand, age: number): AudioFault | null {
  return audio.find(({ until }) => age < until)?.name ?? null;
}

/** Whether a download that suffers this has every byte all the same. */
export function isWhole(fault: AudioFault | null): boolean {
  return fault === null || fault === 'partial-audio' || fault === 'partial-audio-unranged';
}

/** Whether its audio can be had at this moment, in milliseconds since 1970. */
export function isFetchable(prediction: Prediction, now: number): boolean {
  const age = secondsSinceEnd(prediction, now);
  return age !== null && nextChance(prediction, age) === age;
}

/**
 * Whether its audio can be had at this moment, in milliseconds since 1970, or at a later one. It can from when its output
 * is told and no fault spoils all of its downloads, until its data are removed or it is deleted; never when its output
 * leads nowhere. A fault of single requests, however many, takes nothing away: whoever is patient is answered in the end.
 * A 206 that holds the whole, and an output of any shape that has the address or the audio in it, can be had.
 */
export function isToBeHad(prediction: Prediction, now: number): boolean {
  const age = secondsSinceEnd(prediction, now);
  return age !== null && nextChance(prediction, age) !== null;
}

/** Whether there was, or will be, any moment at which its audio can be had. */
export function isEverToBeHad(prediction: Prediction): boolean {
  return nextChance(prediction, 0) !== null;
}

function secondsSinceEnd({ completedAt }: Prediction, now: number): number | null {
  return completedAt === null ? null : (now - completedAt) / 1000;
}

/** How many seconds after its end its audio can be had, `age` being the earliest; null for never. */
function nextChance({ status, completedAt, dataUntil, brand }: Prediction, age: number): number | null {
  if (status !== 'succeeded' || completedAt === null || dataUntil === null) return null;
  if (brand.shape === 'output-unknown' || brand.shape === 'output-empty') return null;
  const earliest = Math.max(age, brand.outputAfter);
  // A data URI is the audio: nothing is downloaded.
  const ends = brand.shape === 'output-data-uri' ? [] : brand.audio.map(({ until }) => until);
  const chances = [earliest, ...ends.filter((until) => until > earliest)].filter(
    (at) => brand.shape === 'output-data-uri' || isWhole(audioFaultAt(brand, at)),
  );
  const next = Math.min(...chances);
  return next < (dataUntil - completedAt) / 1000 ? next : null;
}
