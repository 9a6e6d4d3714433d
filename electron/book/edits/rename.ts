import type { SectionId } from '../../contract/ids.ts';
import { findFirstChunk } from '../../db/queries/chunks.ts';
import { quote, type Command } from './command.ts';

/** Renames a section; with `heading`, the words that are spoken as its heading become that, too. */
export const rename: Command<{ section: SectionId; title: string; heading: boolean }> = {
  run(draft, { section: id, title, heading }) {
    const { title: before } = draft.section(id);
    draft.changeSection(id, { title });
    const first = heading ? findFirstChunk(draft.db, id) : null;
    if (first?.boundary === 'heading' && first.kind === 'speech') {
      draft.changeChunk(first.id, { correction: title === first.text ? null : title, sayAs: null });
    }
    return `rename ${quote(before)}`;
  },
};
