import type { SectionId } from '../../contract/ids.ts';
import { listSections } from '../../db/queries/sections.ts';
import { quote, type Command } from './command.ts';

/** Moves a section to a place in the reading order, counted from 0. */
export const move: Command<{ section: SectionId; position: number }> = {
  run(draft, { section: id, position }) {
    const { title } = draft.section(id);
    const order = listSections(draft.db, draft.project)
      .map((section) => section.id)
      .filter((other) => other !== id);
    order.splice(position, 0, id);
    const images = order.map((section, place) => ({ ...draft.section(section), position: place }));
    draft.changeSections(images);
    return `move ${quote(title)}`;
  },
};
