import type { ChunkId } from '../../electron/contract/ids.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import type { NarrationProgress } from '../../electron/contract/narration.ts';

/** How a chunk is set: as a heading, as text, or as the ornament of a break. */
export type ChunkLook = 'heading' | 'text' | 'ornament';

/** See {@link ChunkLook}. A chunk that a heading's pause follows is that heading. */
export function lookOf({ state, boundary }: Chunk): ChunkLook {
  if (state === 'ornament') return 'ornament';
  return boundary === 'heading' ? 'heading' : 'text';
}

/** How far a chunk stands from the one before it. */
export type ChunkGap = 'none' | 'paragraph' | 'scene';

/** See {@link ChunkGap}: chunks of one paragraph run on, paragraphs stand apart, and scenes more so. */
export function gapBefore(previous: Chunk | undefined): ChunkGap {
  switch (previous?.boundary) {
    case undefined:
    case 'clause':
    case 'sentence':
      return 'none';
    case 'paragraph':
    case 'heading':
    case 'chapter':
      return 'paragraph';
    case 'scene':
      return 'scene';
  }
}

/** Average width of a letter of the reading font and height of its line, in pixels. */
const letter = 8.4;
const line = 28;
const gaps: Readonly<Record<ChunkGap, number>> = { none: 0, paragraph: 14, scene: 28 };
const aboutAnOrnament = 48;
const aroundText = 6;

/** The height of a chunk's row before it was measured, in pixels, in a column `width` pixels wide. */
export function estimateHeight(chunk: Chunk, previous: Chunk | undefined, width: number): number {
  const gap = gaps[gapBefore(previous)];
  if (lookOf(chunk) === 'ornament') return gap + aboutAnOrnament;
  const perLine = Math.max(10, Math.floor(width / letter));
  const lines = chunk.text.split('\n').reduce((sum, text) => sum + Math.ceil(text.length / perLine), 0);
  const said = chunk.sayAs === null ? 0 : Math.ceil((chunk.sayAs.length + 8) / perLine);
  return gap + aroundText + (Math.max(1, lines) + said) * line;
}

/** Whether anything is heard of a chunk: its own take, or the draft that stands in for it. */
export function isHeard({ take }: Chunk): boolean {
  return take !== null;
}

/**
 * The chunk being spoken: the first that is not ready while the whole section is narrated in order, or the single one
 * that was asked for. A narration of a few named chunks does not tell which one it is at.
 */
export function spokenNow(
  chunks: readonly Chunk[],
  narration: NarrationProgress | null | undefined,
  single: ChunkId | null,
): Chunk | undefined {
  const [first] = chunks;
  if (narration?.state !== 'running' || narration.section !== first?.section) return undefined;
  if (narration.total === 1) return chunks.find(({ id }) => id === single);
  const speakable = chunks.filter(({ state }) => state !== 'ornament').length;
  if (speakable !== narration.sectionTotal) return undefined;
  return chunks.find(({ state }) => state === 'missing' || state === 'draft');
}
