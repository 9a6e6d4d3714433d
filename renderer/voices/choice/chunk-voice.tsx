import { Menu } from '@base-ui/react/menu';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../electron/contract/calls.ts';
import type { ChunkId, ProjectId } from '../../../electron/contract/ids.ts';
import type { Chunk, Section } from '../../../electron/contract/project.ts';
import { keys, projectQuery, retakeQuery, settingsQuery, voicesQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import type { Narrate } from '../../narration/use-narrate.ts';
import { MenuItem, MenuLine, MenuPopup } from '../../ui/menu.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { newSeed } from '../seed.ts';
import { canRetake, retakeOffer } from './retake.ts';
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
                    narrate={narrate}
                    onOwnSeed={() => {
                      update.mutate({ chunk: chunk.id, seed: null });
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

/** Another take, where the voice can give one; nothing is offered, or changed, where it always says the same. */
function Takes(props: {
  project: ProjectId;
  section: Section;
  chunk: Chunk;
  narrate: Narrate;
  onOwnSeed: () => void;
}): ReactNode {
  const { project: id, section, chunk, narrate, onOwnSeed } = props;
  const { client, engines } = useStudio();
  const { data: project } = useQuery(projectQuery(client, id));
  const { data: voices } = useQuery(voicesQuery(client));
  if (project === undefined || voices === undefined) return null;
  const speaker = speakerOf(project, section, chunk, voices);
  if (!canRetake(engines, speaker)) {
    return (
      <MenuItem disabled onClick={() => undefined} note="To hear it otherwise, choose another voice below.">
        This voice always says this alike
      </MenuItem>
    );
  }
  return (
    <>
      <AnotherTake project={id} chunk={chunk} narrate={narrate} />
      {chunk.seed !== null && (
        <MenuItem note={`This take has the seed ${chunk.seed}.`} onClick={onOwnSeed}>
          Back to the voice’s own seed
        </MenuItem>
      )}
    </>
  );
}

function AnotherTake(props: { project: ProjectId; chunk: Chunk; narrate: Narrate }): ReactNode {
  const { project, chunk, narrate } = props;
  const { client } = useStudio();
  const { data: settings, error: settingsError } = useQuery(settingsQuery(client));
  const { data: price, error: priceError } = useQuery(retakeQuery(client, project, chunk));
  const { possible, note } = retakeOffer({
    busy: narrate.busy,
    price,
    maxCost: settings?.maxCost,
    failure: problemOf(priceError ?? settingsError)?.message ?? null,
  });
  return (
    <MenuItem
      disabled={!possible}
      note={note}
      onClick={() => {
        const maxCost = settings?.maxCost ?? null;
        narrate.retake({ project, chunk, seed: newSeed(chunk.seed), maxCost });
      }}
    >
      Another take
    </MenuItem>
  );
}
