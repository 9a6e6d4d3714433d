import type { ChunkId } from '../../contract/ids.ts';
import { quote, type Command } from './command.ts';
import { spokenOnly, wordsOf } from './words.ts';

/** Mends the words of a chunk; null, or the manuscript's own words, bring those back. */
export const correct: Command<{ chunk: ChunkId; text: string | null }> = {
  run(draft, { chunk: id, text }) {
    const chunk = spokenOnly(draft.chunk(id));
    const correction = text === null || text === chunk.text ? null : wordsOf(text);
    draft.changeChunk(id, { correction });
    return correction === null ? `restore ${quote(chunk.text)}` : `correct ${quote(chunk.text)}`;
  },
};
