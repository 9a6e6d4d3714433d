import { z } from 'zod';
import { voiceIdSchema } from '../../electron/contract/ids.ts';
import { voiceSchema } from '../../electron/contract/voice.ts';
import { entryOf } from '../../electron/contract/engine-entry.ts';
import { readVoice } from '../../electron/contract/voice-settings.ts';
import { keepOn, type Shelf } from '../app/shelf.ts';
import { drafts } from './drafts.ts';
import type { Catalogue } from './voice-words.ts';

const keptSchema = z.array(
  z.tuple([
    z.union([voiceIdSchema, z.literal('new')]),
    z.object({ name: z.string().max(100), voice: voiceSchema }),
  ]),
);

/**
 * Keeps the unsaved voices of a library beside the page, so that they outlive its being loaded again; brings back those
 * that were kept. Where nothing can be kept, they live as long as the page. The answer stops keeping.
 */
export function keepDraftsOn(shelf: () => Shelf, library: string, engines: Catalogue): () => void {
  return keepOn(shelf, `unsaved voices of ${library}`, drafts, {
    read: (kept) => {
      const { data } = keptSchema.safeParse(kept);
      const usable = data?.filter(
        ([, { voice }]) => readVoice(entryOf(engines, voice.engine), voice) !== null,
      );
      return usable && new Map([...usable, ...drafts.get()]);
    },
    write: (unsaved) => (unsaved.size === 0 ? null : [...unsaved]),
  });
}
