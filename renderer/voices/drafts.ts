import type { VoiceId } from '../../electron/contract/ids.ts';
import { entryOf } from '../../electron/contract/engine-entry.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { defaultVoiceOf, voiceFaults } from '../../electron/contract/voice-settings.ts';
import { createStore, type Store } from '../app/store.ts';
import { sameVoice, type Catalogue } from './voice-words.ts';

/** A voice as it is being made: its name and settings. */
export interface VoiceDraft {
  name: string;
  voice: Voice;
}

/** What a new voice begins as: one that does not only stand in for another, where there is one. */
export function newVoice(engines: Catalogue): VoiceDraft {
  const entry = engines.find(({ standsIn }) => !standsIn) ?? engines[0];
  return { name: '', voice: defaultVoiceOf(entry ?? entryOf([], 'none')) };
}

/** Voices that are being made or changed; `new` is one that is not stored yet. */
export type Drafts = ReadonlyMap<VoiceId | 'new', VoiceDraft>;

/** What was changed and not saved yet, by voice. It outlives the page being left or loaded again (`kept-drafts.ts`). */
export const drafts: Store<Drafts> = createStore<Drafts>(new Map());

/** Keeps what a voice is being changed to; forgets it when that is what is stored already. */
export function keepDraft(id: VoiceId | 'new', draft: VoiceDraft, stored: VoiceDraft | null): void {
  if (stored !== null && stored.name === draft.name && sameVoice(stored.voice, draft.voice)) dropDraft(id);
  else drafts.set(new Map(drafts.get()).set(id, draft));
}

/** Forgets what a voice was being changed to. */
export function dropDraft(id: VoiceId | 'new'): void {
  const rest = new Map(drafts.get());
  if (rest.delete(id)) drafts.set(rest);
}

/** Why a voice cannot be saved or tried as it is set; null when it can. */
export function whyUnusable(engines: Catalogue, voice: Voice): string | null {
  const faults = voiceFaults(entryOf(engines, voice.engine), voice);
  return faults.find(({ severity }) => severity === 'error')?.message ?? null;
}
