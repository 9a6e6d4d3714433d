import { locateChunks, type Place } from '../base/locate-chunks.ts';
import type { ChunkDraft } from '../contract/chunk.ts';
import type { Paragraph } from '../contract/manuscript.ts';

/** The chunks of a section, each with where it lies in its paragraphs. */
export function placeChunks(
  paragraphs: readonly Paragraph[],
  chunks: readonly ChunkDraft[],
): (ChunkDraft & Place)[] {
  const places = locateChunks(
    paragraphs.map(({ text }) => text),
    chunks.map(({ text }) => text),
  );
  if (places === null) throw new Error('the chunks of a section are not its text');
  return chunks.flatMap((chunk, index) => {
    const place = places[index];
    return place === undefined ? [] : [{ ...chunk, ...place }];
  });
}
