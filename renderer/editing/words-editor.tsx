import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import type { ProjectId } from '../../electron/contract/ids.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import { projectQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { tell } from '../history/told.ts';
import { Button } from '../ui/button.tsx';
import { setDraft, type WordsDraft } from './edit-drafts.ts';
import { correctedWords, correctionOf, entryFault, lengthHint, saidWords, sayAsOf } from './edit-words.ts';
import { EditorFrame, endEditing } from './editor-frame.tsx';
import styles from './editor.module.css';
import { useChunkEdits } from './use-chunk-edits.ts';

/** Mends the words of a chunk, or what is spoken instead of them, in their place. */
export function WordsEditor(props: { project: ProjectId; chunk: Chunk; draft: WordsDraft }): ReactNode {
  const { project, chunk, draft } = props;
  const id = useId();
  const { client } = useStudio();
  const { data: limit = Infinity } = useQuery({
    ...projectQuery(client, project),
    select: ({ chunkLimit }) => chunkLimit,
  });
  const { edit, pending, problem } = useChunkEdits(project, chunk.section);
  const corrects = draft.kind === 'correct';

  const save = (text: string | null): void => {
    edit(
      { call: corrects ? 'chunks.correct' : 'chunks.sayAs', input: { chunk: chunk.id, text } },
      (changed) => {
        endEditing(chunk.id);
        if (changed !== undefined) tell(corrects ? correctedWords(changed) : saidWords(changed));
      },
    );
  };
  const saveEntry = (): void => {
    const wanted = corrects ? correctionOf(draft.text, chunk) : sayAsOf(draft.text, chunk);
    if (wanted === 'nothing') endEditing(chunk.id);
    else save(wanted.text);
  };
  const long = lengthHint(draft.text, limit);

  return (
    <EditorFrame
      chunk={chunk.id}
      label={corrects ? 'Correct this chunk' : 'Say this chunk as'}
      save={corrects ? 'Save' : 'Say it so'}
      whyNot={entryFault(draft.text)}
      pending={pending}
      problem={problem}
      onSave={saveEntry}
      more={
        <TakeBack
          chunk={chunk}
          corrects={corrects}
          pending={pending}
          onTakeBack={() => {
            save(null);
          }}
        />
      }
    >
      <label className={styles['label']} htmlFor={id}>
        {corrects ? 'Text' : 'Spoken instead'}
      </label>
      <textarea
        id={id}
        className={styles['field']}
        value={draft.text}
        rows={1}
        readOnly={pending}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => {
          setDraft(chunk.id, { ...draft, text: currentTarget.value });
        }}
      />
      {corrects && chunk.original !== null && (
        <p className={styles['original']}>
          <span className={styles['originalLabel']}>In the manuscript</span> {chunk.original}
        </p>
      )}
      <p id={`${id}-hint`} className={styles['hint']}>
        {corrects ? correctHint(chunk) : sayHint}
        {long !== null && <span className={styles['warning']}> {long}</span>}
        {isOutdated(chunk, draft) && (
          <span className={styles['warning']}>
            {' '}
            It was changed elsewhere meanwhile; saving replaces that.
          </span>
        )}
      </p>
    </EditorFrame>
  );
}

const sayHint =
  'The text of the book stays as it is written; only what is spoken changes. Only this chunk is spoken again.';

function correctHint({ sayAs }: Chunk): string {
  const only = 'Only this chunk is spoken again, and its earlier takes are kept.';
  return sayAs === null ? only : `It is spoken as “${sayAs}”, which this does not change.`;
}

function isOutdated(chunk: Chunk, { kind, before }: WordsDraft): boolean {
  return before !== (kind === 'correct' ? chunk.text : (chunk.sayAs ?? chunk.text));
}

/** Brings back what was there before anybody edited. */
function TakeBack(props: {
  chunk: Chunk;
  corrects: boolean;
  pending: boolean;
  onTakeBack: () => void;
}): ReactNode {
  const { chunk, corrects } = props;
  if ((corrects ? chunk.original : chunk.sayAs) === null) return null;
  return (
    <Button disabled={props.pending} className={styles['takeBack']} onClick={props.onTakeBack}>
      {corrects ? 'Restore the manuscript’s words' : 'Say what is written'}
    </Button>
  );
}
