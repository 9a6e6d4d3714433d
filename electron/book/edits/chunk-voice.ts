import type { ChunkId, VoiceId } from '../../contract/ids.ts';
import { quote, type Command } from './command.ts';
import { shownOf } from './words.ts';

/** Gives a chunk a named voice and a seed of its own, or takes them away. A named voice goes before a chosen take's. */
export const chunkVoice: Command<{
  chunk: ChunkId;
  voice?: VoiceId | null | undefined;
  seed?: number | null | undefined;
}> = {
  run(draft, { chunk: id, voice, seed }) {
    const chunk = draft.chunk(id);
    draft.changeChunk(id, {
      ...(voice === undefined ? {} : { voice, ownVoice: null }),
      ...(seed === undefined ? {} : { seed }),
    });
    return `${voice === undefined ? 'take' : 'voice'} of ${quote(shownOf(chunk))}`;
  },
};
