import { mostChunkCharacters } from '../../contract/chunk.ts';
import type { ChunkId } from '../../contract/ids.ts';
import { LecternError } from '../../contract/problem.ts';
import { findChunk, findNextChunk } from '../../db/queries/chunks.ts';
import type { ChunkImage } from '../../db/queries/images.ts';
import { found } from '../../base/not-found.ts';
import { quote, type Command } from './command.ts';
import { shownOf, spokenOnly } from './words.ts';

/** Joins a chunk with the one behind it, whose boundary and pause it then has; it keeps its own voice. */
export const join: Command<{ chunk: ChunkId }> = {
  run(draft, { chunk: id }) {
    const first = spokenOnly(draft.chunk(id));
    const next = findNextChunk(draft.db, found(findChunk(draft.db, id), 'chunk'));
    if (next === null) throw nothingBehind('It is the last of its chapter.');
    if (next.kind === 'ornament') throw nothingBehind('Behind it is a scene break, which is not spoken.');
    const second = draft.chunk(next.id);
    const gap = gapBetween(first, second);
    const text = first.text + gap + second.text;
    const shown = shownOf(first) + gap + shownOf(second);
    const isOtherwise = first.sayAs !== null || second.sayAs !== null;
    const spoken = isOtherwise
      ? (first.sayAs ?? shownOf(first)) + gap + (second.sayAs ?? shownOf(second))
      : null;
    const length = (spoken ?? shown).length;
    if (length > mostChunkCharacters) throw tooLong(length);
    draft.removeChunk(second.id);
    draft.changeChunk(id, {
      ...{ text, correction: shown === text ? null : shown, sayAs: spoken, chosen: null },
      ...{ toParagraph: second.toParagraph, toOffset: second.toOffset },
      ...{ boundary: second.boundary, pauseMs: second.pauseMs },
    });
    return `join ${quote(shownOf(first))}`;
  },
};

/** What lies between two chunks that are neighbours. */
function gapBetween(first: ChunkImage, second: ChunkImage): string {
  if (first.toParagraph !== second.fromParagraph) return '\n';
  return first.toOffset === second.fromOffset ? '' : ' ';
}

function nothingBehind(why: string): LecternError {
  return new LecternError(
    'invalid-call',
    `This chunk cannot be joined with the next. ${why}`,
    'Choose another chunk.',
  );
}

function tooLong(length: number): LecternError {
  return new LecternError(
    'text-too-long',
    `Joined, the two have ${length} characters, and a chunk at most ${mostChunkCharacters}.`,
    'Split one of them first, or leave them apart.',
  );
}
