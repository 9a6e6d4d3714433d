import { z } from 'zod';
import { chunkIdSchema, type ChunkId } from '../../electron/contract/ids.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import { createStore, type Store } from '../app/store.ts';
import { keepOn, type Shelf } from '../app/shelf.ts';
import { firstPlace, splitPlaces } from './split-places.ts';

const wordsDraftSchema = z.object({
  kind: z.enum(['correct', 'say']),
  /** What is written in the field. */
  text: z.string().max(20_000),
  /** What stood there when it was begun. */
  before: z.string().max(20_000),
});

/** Words of a chunk that are not saved yet. */
export type WordsDraft = z.infer<typeof wordsDraftSchema>;

/** An edit of a chunk that is not saved yet. */
export type EditDraft =
  | WordsDraft
  /** `at` in UTF-16 units of its words. */
  | { kind: 'split'; at: number }
  | { kind: 'pause'; seconds: number };

/** What can be edited in a chunk’s row. */
export type EditKind = EditDraft['kind'];

/** The edits that are not saved yet: they outlive their rows being scrolled out of the page, and their chapter being left. */
export const editDrafts: Store<ReadonlyMap<ChunkId, EditDraft>> = createStore<
  ReadonlyMap<ChunkId, EditDraft>
>(new Map());

/** Begins to edit a chunk, or goes on. */
export function setDraft(chunk: ChunkId, draft: EditDraft): void {
  editDrafts.set(new Map([...editDrafts.get(), [chunk, draft]]));
}

/** A chunk whose editor, or whose row where it has none, is to get the keyboard as soon as it is in the page. */
export const wantedFocus: Store<ChunkId | null> = createStore<ChunkId | null>(null);

/** Ends the editing of a chunk, saved or not. */
export function dropDraft(chunk: ChunkId): void {
  editDrafts.set(new Map([...editDrafts.get()].filter(([id]) => id !== chunk)));
}

/** What a chunk’s editor begins with. */
export function draftOf(kind: EditKind, chunk: Chunk): EditDraft {
  switch (kind) {
    case 'correct':
      return { kind, text: chunk.text, before: chunk.text };
    case 'say':
      return { kind, text: chunk.sayAs ?? chunk.text, before: chunk.sayAs ?? chunk.text };
    case 'split': {
      const places = splitPlaces(chunk.text);
      return { kind, at: places[firstPlace(chunk.text, places)] ?? 0 };
    }
    case 'pause':
      return { kind, seconds: chunk.pauseAfter };
  }
}

/** Whether a draft holds words that would be lost with it. */
export function isUnsaved(draft: EditDraft | undefined): boolean {
  return draft !== undefined && 'text' in draft && draft.text.trim() !== draft.before.trim();
}

const keptSchema = z.array(z.tuple([chunkIdSchema, wordsDraftSchema]));

/**
 * Keeps unsaved words of a library beside the page, so that they outlive its being loaded again, and brings back those
 * that were kept. Where nothing can be kept, they live as long as the page. The answer stops keeping.
 */
export function keepEditsOn(shelf: () => Shelf, library: string): () => void {
  return keepOn(shelf, `unsaved edits of ${library}`, editDrafts, {
    read: (kept) => {
      const { data } = keptSchema.safeParse(kept);
      return data && new Map<ChunkId, EditDraft>([...data, ...editDrafts.get()]);
    },
    write: (drafts) => {
      const unsaved = [...drafts].filter(([, draft]) => isUnsaved(draft));
      return unsaved.length === 0 ? null : unsaved;
    },
  });
}
