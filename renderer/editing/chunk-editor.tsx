import type { ReactNode } from 'react';
import type { ProjectId } from '../../electron/contract/ids.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import type { EditDraft } from './edit-drafts.ts';
import { PauseEditor } from './pause-editor.tsx';
import { SplitEditor } from './split-editor.tsx';
import { WordsEditor } from './words-editor.tsx';

/** The editor of a chunk, as its draft says. */
export function ChunkEditor(props: { project: ProjectId; chunk: Chunk; draft: EditDraft }): ReactNode {
  const { project, chunk, draft } = props;
  switch (draft.kind) {
    case 'correct':
    case 'say':
      return <WordsEditor project={project} chunk={chunk} draft={draft} />;
    case 'split':
      return <SplitEditor project={project} chunk={chunk} at={draft.at} />;
    case 'pause':
      return <PauseEditor project={project} chunk={chunk} seconds={draft.seconds} />;
  }
}

/** Whether an editor stands in the place of the words themselves; any other stands below them. */
export function replacesWords({ kind }: EditDraft): boolean {
  return kind === 'correct' || kind === 'split';
}
