import type { SectionId, VoiceId } from '../../contract/ids.ts';
import { quote, type Command } from './command.ts';

/** Gives a section a named voice of its own; null follows the project again. */
export const sectionVoice: Command<{ section: SectionId; voice: VoiceId | null }> = {
  run(draft, { section: id, voice }) {
    draft.changeSection(id, { voice });
    return `voice of ${quote(draft.section(id).title)}`;
  },
};
