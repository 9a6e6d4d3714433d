import type { ChunkId } from '../../contract/ids.ts';
import { quote, type Command } from './command.ts';
import { shownOf, spokenOnly } from './words.ts';

/** Gives a chunk a pause of its own, in seconds; null leaves it to its boundary. */
export const setPause: Command<{ chunk: ChunkId; seconds: number | null }> = {
  run(draft, { chunk: id, seconds }) {
    const chunk = spokenOnly(draft.chunk(id));
    draft.changeChunk(id, { pauseMs: seconds === null ? null : Math.round(seconds * 1000) });
    return `pause after ${quote(shownOf(chunk))}`;
  },
};
