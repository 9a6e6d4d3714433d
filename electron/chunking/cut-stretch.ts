import type { ChunkDraft } from '../contract/chunk.ts';
import type { Paragraph } from '../contract/manuscript.ts';
import { locateChunks, type Place } from '../base/locate-chunks.ts';
import { chunkSection } from './chunk-section.ts';
import type { Cutting } from './passage.ts';

/** A chunk with its place in its section. */
export type Piece = ChunkDraft & { place: Place };

/**
 * Cuts what lies between two places of a section as `chunkSection` cuts a whole one; null where the place is not in it.
 * The last piece that is spoken ends a chapter for all that is known here.
 */
export function cutStretch(
  paragraphs: readonly Paragraph[],
  { fromParagraph, fromOffset, toParagraph, toOffset }: Place,
  cutting: Cutting,
): Piece[] | null {
  const part = paragraphs.slice(fromParagraph, toParagraph + 1).map(({ kind, text }, index, all) => ({
    kind,
    text: text.slice(index === 0 ? fromOffset : 0, index === all.length - 1 ? toOffset : undefined),
  }));
  const pieces = chunkSection(part, cutting);
  const places = locateChunks(
    part.map(({ text }) => text),
    pieces.map(({ text }) => text),
  );
  if (places === null) return null;
  return pieces.flatMap((piece, index) => {
    const place = places[index];
    return place === undefined ? [] : [{ ...piece, place: shifted(place, fromParagraph, fromOffset) }];
  });
}

/** A place of the part as one of the section: only its first paragraph may begin later than it does there. */
function shifted({ fromParagraph, fromOffset, toParagraph, toOffset }: Place, by: number, offset: number) {
  return {
    fromParagraph: fromParagraph + by,
    fromOffset: fromOffset + (fromParagraph === 0 ? offset : 0),
    toParagraph: toParagraph + by,
    toOffset: toOffset + (toParagraph === 0 ? offset : 0),
  };
}
