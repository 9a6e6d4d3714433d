import { locateChunks, type Place } from '../../base/locate-chunks.ts';
import { isSpeakable } from '../../chunking/speakable.ts';
import type { ChunkId } from '../../contract/ids.ts';
import type { Boundary } from '../../contract/chunk.ts';
import { LecternError } from '../../contract/problem.ts';
import type { ReadDb } from '../../db/connection.ts';
import type { ChunkImage } from '../../db/queries/images.ts';
import { listParagraphs } from '../../db/queries/paragraphs.ts';
import { quote, type Command } from './command.ts';
import { sameCut } from './same-cut.ts';
import { shownOf, spokenOnly } from './words.ts';

/** Cuts a chunk in two before a place in its words (UTF-16 units). What was spoken of the whole stays among the takes. */
export const split: Command<{ chunk: ChunkId; at: number; why?: 'too long' }> = {
  run(draft, { chunk: id, at, why }) {
    const chunk = spokenOnly(draft.chunk(id));
    const shown = shownOf(chunk);
    if (chunk.sayAs !== null) throw spokenOtherwise();
    const [first, second] = [shown.slice(0, at).trim(), shown.slice(at).trim()];
    const cut = sameCut(chunk.text, shown, at);
    if (!isSpeakable(first) || !isSpeakable(second) || cut === null) throw nothingLeft();
    const [own, behind] = [chunk.text.slice(0, cut).trim(), chunk.text.slice(cut).trim()];
    const [here, there] = placesOf(draft.db, chunk, own, behind);
    draft.changeChunk(id, {
      ...{ ...here, text: own, boundary: boundaryOf(shown, at), pauseMs: null, chosen: null },
      correction: first === own ? null : first,
    });
    draft.addChunk({
      ...{ ...chunk, ...there, text: behind, chosen: null },
      correction: second === behind ? null : second,
    });
    return why === undefined ? `split ${quote(shown)}` : `cut ${quote(shown)}, which was too long`;
  },
};

/** Where the halves lie. A chunk of a library whose text could not be found again is cut by its length. */
function placesOf(db: ReadDb, chunk: ChunkImage, own: string, behind: string): [Place, Place] {
  const { fromParagraph, fromOffset, toParagraph, toOffset } = chunk;
  const paragraphs = listParagraphs(db, chunk.section, fromParagraph, toParagraph).map((text, index, all) =>
    // Only what is the chunk's: of what goes before it in its paragraph, the room alone.
    onlyFrom(text.slice(0, index === all.length - 1 ? toOffset : undefined), index === 0 ? fromOffset : 0),
  );
  const [first, second] = locateChunks(paragraphs, [own, behind]) ?? [];
  if (first === undefined || second === undefined) {
    const middle = fromOffset + own.length;
    return [
      { fromParagraph, fromOffset, toParagraph: fromParagraph, toOffset: middle },
      {
        fromParagraph,
        fromOffset: middle,
        toParagraph,
        toOffset: Math.max(toOffset, middle + behind.length),
      },
    ];
  }
  return [shifted(first, fromParagraph), shifted(second, fromParagraph)];
}

function onlyFrom(text: string, offset: number): string {
  return ' '.repeat(offset) + text.slice(offset);
}

function shifted(place: Place, paragraphs: number): Place {
  return {
    ...place,
    fromParagraph: place.fromParagraph + paragraphs,
    toParagraph: place.toParagraph + paragraphs,
  };
}

/** What the first half ends with. */
function boundaryOf(text: string, at: number): Boundary {
  const before = text.slice(0, at);
  const gap = /\s*$/u.exec(before)?.[0] ?? '';
  const behind = /^\s*/u.exec(text.slice(at))?.[0] ?? '';
  if (`${gap}${behind}`.includes('\n')) return 'paragraph';
  return /[.!?…。！？]["'”’»)\]]*$/u.test(before.trimEnd()) ? 'sentence' : 'clause';
}

function spokenOtherwise(): LecternError {
  return new LecternError(
    'invalid-call',
    'This chunk is spoken otherwise than it is written, and that cannot be cut with it.',
    'Remove what is said instead, then split it.',
  );
}

function nothingLeft(): LecternError {
  return new LecternError(
    'invalid-call',
    'One of the halves would have nothing that can be spoken.',
    'Split it between two words.',
  );
}
