import type { Pauses } from '../../contract/chunk.ts';
import type { VoiceId } from '../../contract/ids.ts';
import type { Voice } from '../../contract/voice.ts';
import { listChosenAtRate } from '../../db/queries/take-rates.ts';
import type { Command } from './command.ts';
import type { EditDraft } from './edit-draft.ts';

/**
 * Gives a project a voice of its own, or has it follow a named one, or changes its pauses or its sample rate (Hz). Its
 * takes have to be there at that rate already.
 */
export const projectSettings: Command<{
  voice?: Voice | undefined;
  voiceId?: VoiceId | undefined;
  pauses?: Pauses | undefined;
  sampleRate?: number | undefined;
}> = {
  run(draft, { voice, voiceId, pauses, sampleRate }) {
    draft.changeProject({
      // A voice of its own takes it away from the named one.
      ...(voice === undefined ? {} : { voice, voiceId: null }),
      ...(voiceId === undefined ? {} : { voiceId }),
      ...(pauses === undefined ? {} : { pauses }),
      ...(sampleRate === undefined ? {} : { sampleRate }),
    });
    if (sampleRate !== undefined) chooseCopies(draft, sampleRate);
    const parts = [
      ...(voice === undefined && voiceId === undefined ? [] : ['voice']),
      ...(pauses === undefined ? [] : ['pauses']),
      ...(sampleRate === undefined ? [] : ['sample rate']),
    ];
    return `${list(parts)} of the project`;
  },
};

/** What a person chose stays chosen: its copy is heard now. */
function chooseCopies(draft: EditDraft, sampleRate: number): void {
  for (const { chunk, take } of listChosenAtRate(draft.db, draft.project, sampleRate)) {
    if (take !== null) draft.changeChunk(chunk, { chosen: take });
  }
}

function list(parts: readonly string[]): string {
  const last = parts.at(-1) ?? 'settings';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
