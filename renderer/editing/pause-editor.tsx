import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ProjectId } from '../../electron/contract/ids.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import { projectQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { tell } from '../history/told.ts';
import { Button } from '../ui/button.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { setDraft } from './edit-drafts.ts';
import { longestPause } from '../../electron/contract/chunk.ts';
import { boundaryPauseWords, pausedWords } from './edit-words.ts';
import { EditorFrame, endEditing } from './editor-frame.tsx';
import styles from './editor.module.css';
import { useChunkEdits } from './use-chunk-edits.ts';

/** Gives a chunk a pause of its own. */
export function PauseEditor(props: { project: ProjectId; chunk: Chunk; seconds: number }): ReactNode {
  const { project, chunk, seconds } = props;
  const { client } = useStudio();
  const { data: pauses } = useQuery({
    ...projectQuery(client, project),
    select: (known) => known.pauses,
  });
  const { edit, pending, problem } = useChunkEdits(project, chunk.section);
  const usual = pauses?.[chunk.boundary];

  const save = (wanted: number | null): void => {
    edit({ call: 'chunks.pause', input: { chunk: chunk.id, seconds: wanted } }, (changed) => {
      endEditing(chunk.id);
      if (changed !== undefined) tell(pausedWords(changed));
    });
  };
  return (
    <EditorFrame
      chunk={chunk.id}
      label="Pause after this chunk"
      save="Save"
      whyNot={null}
      pending={pending}
      problem={problem}
      onSave={() => {
        if (seconds === chunk.pauseAfter) endEditing(chunk.id);
        else save(seconds);
      }}
      more={
        chunk.pause !== null && (
          <Button
            disabled={pending}
            className={styles['takeBack']}
            onClick={() => {
              save(null);
            }}
          >
            As its boundary has it
          </Button>
        )
      }
    >
      <div className={styles['pause']}>
        <NumberField
          label="Pause after this chunk"
          hint={
            usual === undefined ? '' : `Without one of its own: ${boundaryPauseWords(chunk.boundary, usual)}.`
          }
          unit="seconds"
          value={seconds}
          min={0}
          max={longestPause}
          step={0.1}
          onChange={(wanted) => {
            setDraft(chunk.id, { kind: 'pause', seconds: wanted });
          }}
        />
      </div>
    </EditorFrame>
  );
}
