import type { Pauses } from '../../contract/chunk.ts';
import type { VoiceId } from '../../contract/ids.ts';
import type { Voice } from '../../contract/voice.ts';
import type { Command } from './command.ts';

/** Gives a project a voice of its own, or has it follow a named one, or changes its pauses. */
export const projectSettings: Command<{
  voice?: Voice | undefined;
  voiceId?: VoiceId | undefined;
  pauses?: Pauses | undefined;
}> = {
  run(draft, { voice, voiceId, pauses }) {
    draft.changeProject({
      // A voice of its own takes it away from the named one.
      ...(voice === undefined ? {} : { voice, voiceId: null }),
      ...(voiceId === undefined ? {} : { voiceId }),
      ...(pauses === undefined ? {} : { pauses }),
    });
    if (voice === undefined && voiceId === undefined) return 'pauses of the project';
    return pauses === undefined ? 'voice of the project' : 'voice and pauses of the project';
  },
};
