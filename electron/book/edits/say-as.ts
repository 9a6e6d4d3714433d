import type { ChunkId } from '../../contract/ids.ts';
import { quote, type Command } from './command.ts';
import { shownOf, spokenOnly, wordsOf } from './words.ts';

/** Has something else spoken than is written; null, or what is written, speaks that again. */
export const sayAs: Command<{ chunk: ChunkId; text: string | null }> = {
  run(draft, { chunk: id, text }) {
    const chunk = spokenOnly(draft.chunk(id));
    const spoken = text === null || text.trim() === shownOf(chunk) ? null : wordsOf(text);
    draft.changeChunk(id, { sayAs: spoken });
    return spoken === null
      ? `speak ${quote(shownOf(chunk))} as written`
      : `say ${quote(shownOf(chunk))} otherwise`;
  },
};
