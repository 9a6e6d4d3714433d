import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { fewestChunkCharacters, mostChunkCharacters } from '../../electron/contract/chunk.ts';
import { cutLimit } from '../../electron/contract/cut-limit.ts';
import type { CutAnew } from '../../electron/contract/edit-calls.ts';
import { entryOf } from '../../electron/contract/engine-entry.ts';
import type { Project } from '../../electron/contract/project.ts';
import { cutQuery, useCall } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { CheckboxList } from '../ui/checkbox-list.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { ProblemNotice, problemOf } from '../ui/notice.tsx';
import styles from './settings.module.css';

/** What cutting anew changes, in words. */
export function cutWords({ before, after, changed, spoken }: CutAnew): string {
  if (changed === 0) return 'Nothing would be cut otherwise.';
  const chunks = changed === 1 ? '1 chunk' : `${changed.toLocaleString('en')} chunks`;
  const sum =
    before === after
      ? `${chunks} would be cut otherwise.`
      : `${chunks} would be cut otherwise: ${after.toLocaleString('en')} in all instead of ${before.toLocaleString('en')}.`;
  if (spoken === 0) return sum;
  return `${sum} ${spoken === 1 ? 'One of them is' : `${spoken.toLocaleString('en')} of them are`} spoken, and would have to be spoken again.`;
}

/** How long the chunks of a project are, and cutting it anew: one edit, which can be undone. */
export function ChunkCutting({ project, engine }: { project: Project; engine: string }): ReactNode {
  const { client, engines } = useStudio();
  const entry = entryOf(engines, engine);
  const [limit, setLimit] = useState(project.chunkLimit);
  const [also, setAlso] = useState<'spoken'[]>([]);
  const cut = { project: project.id, limit, spoken: also.includes('spoken') };
  const { data: planned, error } = useQuery({ ...cutQuery(client, cut), placeholderData: keepPreviousData });
  const { mutate, isPending, error: failed, isSuccess, reset } = useCall('chunks.cutAnew', []);
  const problem = problemOf(failed ?? error);
  const fits = cutLimit(entry, mostChunkCharacters);
  return (
    <>
      <NumberField
        label="At most"
        hint={
          fits < mostChunkCharacters
            ? `It is cut for ${project.chunkLimit}; ${entry.name} speaks at most ${fits} well at once.`
            : `It is cut for ${project.chunkLimit}. Shorter chunks are quicker to redo; longer ones flow better.`
        }
        unit="characters"
        value={limit}
        min={fewestChunkCharacters}
        max={mostChunkCharacters}
        step={1}
        onChange={(value) => {
          reset();
          setLimit(value);
        }}
      />
      <CheckboxList
        label="What is cut anew"
        values={also}
        options={[
          {
            value: 'spoken',
            label: 'Also what is spoken already',
            hint: 'Its takes are kept, and are heard again as soon as you undo it. What you corrected, or gave a voice or a pause of its own, stays as it is.',
          },
        ]}
        onChange={(values) => {
          reset();
          setAlso(values);
        }}
      />
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className={styles['buttons']}>
        <Button
          disabled={isPending || planned === undefined || planned.changed === 0}
          onClick={() => {
            mutate(cut);
          }}
        >
          Cut anew
        </Button>
        <p role="status" className={styles['hint']}>
          {isSuccess && planned?.changed === 0
            ? 'It is cut anew. Undo brings back what it was.'
            : planned && cutWords(planned)}
        </p>
      </div>
    </>
  );
}
