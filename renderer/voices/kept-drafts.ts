import { z } from 'zod';
import { voiceIdSchema } from '../../electron/contract/ids.ts';
import { voiceSchema } from '../../electron/contract/voice.ts';
import { entryOf } from '../../electron/contract/engine-entry.ts';
import { readVoice } from '../../electron/contract/voice-settings.ts';
import { drafts } from './drafts.ts';
import type { Catalogue } from './voice-words.ts';

const keptSchema = z.array(
  z.tuple([
    z.union([voiceIdSchema, z.literal('new')]),
    z.object({ name: z.string().max(100), voice: voiceSchema }),
  ]),
);

/** What keeps texts by name, as the browser's `sessionStorage` does. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Keeps the unsaved voices of a library beside the page, so that they outlive its being loaded again; brings back those
 * that were kept. Where nothing can be kept, they live as long as the page. The answer stops keeping.
 */
export function keepDraftsOn(shelf: () => Shelf, library: string, engines: Catalogue): () => void {
  const name = `unsaved voices of ${library}`;
  const quietly = (keep: () => void): void => {
    try {
      keep();
    } catch {
      // A browser may have no room for it, or be told to keep nothing.
    }
  };
  quietly(() => {
    const kept = keptSchema.safeParse(JSON.parse(shelf().getItem(name) ?? '[]'));
    if (!kept.success) return;
    const usable = kept.data.filter(
      ([, { voice }]) => readVoice(entryOf(engines, voice.engine), voice) !== null,
    );
    drafts.set(new Map([...usable, ...drafts.get()]));
  });
  return drafts.subscribe(() => {
    quietly(() => {
      if (drafts.get().size === 0) shelf().removeItem(name);
      else shelf().setItem(name, JSON.stringify([...drafts.get()]));
    });
  });
}
