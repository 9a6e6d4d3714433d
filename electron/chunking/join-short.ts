import { shortestSpoken } from './pack.ts';
import type { Cutting, PlacedParagraph } from './passage.ts';
import { wholeUnits } from './whole-units.ts';

/**
 * Groups the paragraphs of one scene into passages: a paragraph too short to be spoken alone goes with the paragraphs
 * after it, else with the one before it, else (where none has room within the limit) stays alone.
 */
export function joinShortParagraphs(
  scene: readonly PlacedParagraph[],
  cutting: Cutting,
): PlacedParagraph[][] {
  const passages: PlacedParagraph[][] = [];
  let short: PlacedParagraph[] = [];
  for (const paragraph of scene) {
    if (short.length > 0 && !hasRoom(paragraph, 'first', joinedLength(short), cutting)) {
      placeLeftOver(short, passages, cutting);
      short = [];
    }
    short.push(paragraph);
    if (joinedLength(short) < shortestSpoken) continue;
    passages.push(short);
    short = [];
  }
  if (short.length > 0) placeLeftOver(short, passages, cutting);
  return passages;
}

function placeLeftOver(short: PlacedParagraph[], passages: PlacedParagraph[][], cutting: Cutting): void {
  const before = passages.at(-1);
  const host = before?.at(-1);
  if (before !== undefined && host !== undefined && hasRoom(host, 'last', joinedLength(short), cutting)) {
    before.push(...short);
  } else {
    passages.push(short);
  }
}

/** Whether the host's first or last sentence leaves room for `length` more characters and the line break. */
function hasRoom(host: PlacedParagraph, side: 'first' | 'last', length: number, cutting: Cutting): boolean {
  const room = cutting.limit - length - 1;
  if (host.text.length <= room) return true;
  const units = wholeUnits(host, cutting.language, 0);
  const unit = side === 'first' ? units[0] : units.at(-1);
  if (unit === undefined) return false;
  const unitLength = unit.end - unit.start;
  // A sentence over the limit is cut anyway, and its pieces leave room.
  return unitLength <= room || unitLength > cutting.limit;
}

/** Characters of the paragraphs with a line break between each two. */
export function joinedLength(paragraphs: readonly PlacedParagraph[]): number {
  return paragraphs.reduce((length, paragraph) => length + paragraph.text.length + 1, -1);
}
