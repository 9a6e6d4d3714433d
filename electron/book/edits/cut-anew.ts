import { findProject } from '../../db/queries/projects.ts';
import { found } from '../../base/not-found.ts';
import type { Command } from './command.ts';
import { planCut, type HowToCut } from './plan-cut.ts';

/** Cuts the text of a project anew, into chunks of at most so many characters. */
export const cutAnew: Command<HowToCut> = {
  run(draft, cut) {
    const project = found(findProject(draft.db, draft.project), 'project');
    for (const { gone, kept, added } of planCut(draft.db, project, cut)) {
      // What goes makes room for what comes: no two chunks lie in one place.
      for (const { id } of gone) draft.removeChunk(id);
      for (const { id, ...change } of kept) draft.changeChunk(id, change);
      for (const { place, ...piece } of added) {
        draft.addChunk({ ...asWritten, ...piece, ...place, project: project.id });
      }
    }
    draft.changeProject({ chunkLimit: cut.limit });
    return `cut into chunks of at most ${cut.limit} characters`;
  },
};

/** A chunk of which nobody decided anything. */
const asWritten = {
  correction: null,
  sayAs: null,
  pauseMs: null,
  voice: null,
  ownVoice: null,
  seed: null,
  chosen: null,
} as const;
