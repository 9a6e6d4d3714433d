import type { EngineEntry } from './engine-entry.ts';

/**
 * The most characters of a chunk that a voice speaks well, where so many are wanted. A draft voice speaks the chunks of the
 * voice that it stands in for.
 */
export function cutLimit(
  { longestText, standsIn }: Pick<EngineEntry, 'longestText' | 'standsIn'>,
  wanted: number,
): number {
  return longestText === null || standsIn ? wanted : Math.min(wanted, longestText);
}
