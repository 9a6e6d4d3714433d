import { useState } from 'react';
import type { ChunkId, ProjectId, SectionId } from '../../electron/contract/ids.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import { draftOf, editDrafts, isUnsaved, setDraft, wantedFocus } from '../editing/edit-drafts.ts';
import { whyNoJoin, whyNoSplit } from '../editing/edit-words.ts';
import { splitPlaces } from '../editing/split-places.ts';
import { useChunkEdits } from '../editing/use-chunk-edits.ts';
import { tell, tellProblem, told } from '../history/told.ts';
import { problemOf } from '../ui/notice.tsx';
import type { ChunkTool } from './chunk-tools.ts';

/** What can be done to the chunks of a section. */
export interface ChunkTools {
  use: (tool: ChunkTool, chunk: Chunk) => void;
  /** Why something cannot be done to a chunk; null when it can. */
  whyNot: (tool: ChunkTool, chunk: Chunk) => string | null;
  /** The chunk whose takes are shown. */
  takesOf: ChunkId | null;
  hideTakes: () => void;
}

/** See {@link ChunkTools}. */
export function useChunkTools(project: ProjectId, section: SectionId, chunks: readonly Chunk[]): ChunkTools {
  const [takesOf, setTakesOf] = useState<ChunkId | null>(null);
  const { edit } = useChunkEdits(project, section, (thrown) => {
    tellProblem(problemOf(thrown));
  });

  const whyNot = (tool: ChunkTool, chunk: Chunk): string | null => {
    switch (tool) {
      case 'split':
        return whyNoSplit(splitPlaces(chunk.text), {
          sayAs: chunk.sayAs,
          edited: isUnsaved(editDrafts.get().get(chunk.id)),
        });
      case 'join': {
        const next = chunks[chunks.findIndex(({ id }) => id === chunk.id) + 1];
        const drafts = editDrafts.get();
        const edited = [chunk, next].some((one) => one !== undefined && isUnsaved(drafts.get(one.id)));
        return whyNoJoin({ chunk, next, edited });
      }
      case 'correct':
      case 'say':
      case 'pause':
      case 'takes':
        return null;
    }
  };

  const join = (chunk: Chunk): void => {
    edit({ call: 'chunks.join', input: { chunk: chunk.id } }, () => {
      wantedFocus.set(chunk.id);
      tell('Joined with the next. Takes of the parts are kept: undo brings them back.');
    });
  };

  const use = (tool: ChunkTool, chunk: Chunk): void => {
    const why = whyNot(tool, chunk);
    // What was said of the last edit would lie over this one.
    told.set(null);
    if (why !== null) tell(why);
    else if (tool === 'takes') setTakesOf(chunk.id);
    else if (tool === 'join') join(chunk);
    else {
      const begun = editDrafts.get().get(chunk.id);
      // Words that are not saved are gone on with first.
      if (begun?.kind !== tool && isUnsaved(begun)) tell('Save or cancel what is being edited first.');
      else if (begun?.kind !== tool) setDraft(chunk.id, draftOf(tool, chunk));
      wantedFocus.set(chunk.id);
    }
  };

  return {
    use,
    whyNot,
    takesOf,
    hideTakes: () => {
      setTakesOf(null);
    },
  };
}
