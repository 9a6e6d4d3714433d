import type { SectionId } from '../../contract/ids.ts';
import { quote, type Command } from './command.ts';

/** Skips a section, or has it read. */
export const skip: Command<{ section: SectionId; included: boolean }> = {
  run(draft, { section: id, included }) {
    draft.changeSection(id, { included });
    return `${included ? 'read' : 'skip'} ${quote(draft.section(id).title)}`;
  },
};
