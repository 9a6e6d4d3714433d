import type { EditKind } from '../editing/edit-drafts.ts';

/** What can be done to a chunk besides hearing and speaking it. */
export type ChunkTool = EditKind | 'join' | 'takes';

/** What a key does to the chunk whose row has the keyboard. */
const chunkKeys: ReadonlyMap<string, ChunkTool> = new Map<string, ChunkTool>([
  ['F2', 'correct'],
  ['a', 'say'],
  ['s', 'split'],
  ['j', 'join'],
  ['p', 'pause'],
  ['t', 'takes'],
]);

/** Every key of a chunk's row, as `aria-keyshortcuts` has it. */
export const chunkKeyList = ['Enter', ...chunkKeys.keys()].join(' ');

/** What a key does to a chunk; null for a key that does nothing to it. */
export function toolOf(key: string): ChunkTool | null {
  return chunkKeys.get(key.length === 1 ? key.toLowerCase() : key) ?? null;
}
