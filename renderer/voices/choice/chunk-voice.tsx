import { Menu } from '@base-ui/react/menu';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../electron/contract/calls.ts';
import type { ChunkId, ProjectId } from '../../../electron/contract/ids.ts';
import type { Chunk, Section } from '../../../electron/contract/project.ts';
import { keys, projectQuery, voicesQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import type { Narrate } from '../../narration/use-narrate.ts';
import { MenuItem, MenuLine, MenuPopup } from '../../ui/menu.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { newSeed } from '../seed.ts';
import { speakerOf } from './speaker-of.ts';
import { VoiceMenu } from './voice-menu.tsx';

/** What joins the menu with the button of each chunk. */
export type ChunkVoiceHandle = Menu.Handle<ChunkId>;

/** A handle for one list of chunks. */
export const createChunkVoiceHandle = (): ChunkVoiceHandle => Menu.createHandle<ChunkId>();

/** The menu of a chunk: which voice speaks it, and another take with that voice. */
export function ChunkVoice(props: {
  menu: ChunkVoiceHandle;
  project: ProjectId;
  section: Section;
  chunks: readonly Chunk[];
  narrate: Narrate;
}): ReactNode {
  const { project, section, chunks, narrate } = props;
  const { client } = useStudio();
  const queries = useQueryClient();
  const update = useMutation({
    mutationFn: (change: CallInput<'chunks.update'>) => client.call('chunks.update', change),
    onSuccess: () => {
      for (const queryKey of [keys.project(project), keys.voices])
        void queries.invalidateQueries({ queryKey });
    },
  });
  const problem = problemOf(update.error);
  return (
    <>
      {problem !== null && <ProblemNotice problem={problem} />}
      <Menu.Root handle={props.menu}>
        {({ payload }) => {
          const chunk = chunks.find(({ id }) => id === payload);
          return (
            <MenuPopup>
              {chunk !== undefined && (
                <>
                  <Takes
                    project={project}
                    section={section}
                    chunk={chunk}
                    busy={narrate.busy}
                    onSeed={(seed) => {
                      const speak = { project, sections: [section.id], chunks: [chunk.id] };
                      update.mutate(
                        { chunk: chunk.id, seed },
                        {
                          onSuccess: () => {
                            if (seed !== null) narrate.start(speak);
                          },
                        },
                      );
                    }}
                  />
                  <MenuLine />
                  <VoiceMenu
                    label="Voice of this chunk"
                    follow="As the chapter"
                    voice={chunk.voice}
                    onChoose={(voice) => {
                      update.mutate({ chunk: chunk.id, voice });
                    }}
                  />
                </>
              )}
            </MenuPopup>
          );
        }}
      </Menu.Root>
    </>
  );
}

function Takes(props: {
  project: ProjectId;
  section: Section;
  chunk: Chunk;
  /** Why nothing can be spoken now. */
  busy: string | null;
  onSeed: (seed: number | null) => void;
}): ReactNode {
  const { project: id, section, chunk, busy, onSeed } = props;
  const { client } = useStudio();
  const { data: project } = useQuery(projectQuery(client, id));
  const { data: voices = [] } = useQuery(voicesQuery(client));
  const speaker = project === undefined ? undefined : speakerOf(project, section, chunk, voices);
  const alike = speaker?.engine === 'draft';
  return (
    <>
      <MenuItem
        disabled={alike || busy !== null}
        note={alike ? 'The draft voice speaks every take alike.' : (busy ?? 'Spoken anew with another seed.')}
        onClick={() => {
          onSeed(newSeed(chunk.seed));
        }}
      >
        Another take
      </MenuItem>
      {chunk.seed !== null && (
        <MenuItem
          note={`This take has the seed ${chunk.seed}.`}
          onClick={() => {
            onSeed(null);
          }}
        >
          Back to the voice’s own seed
        </MenuItem>
      )}
    </>
  );
}
