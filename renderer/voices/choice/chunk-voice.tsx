import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../electron/contract/calls.ts';
import type { ProjectId } from '../../../electron/contract/ids.ts';
import type { Chunk, Section } from '../../../electron/contract/project.ts';
import { keys, projectQuery, voicesQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { tellProblem } from '../../history/told.ts';
import type { Narrate } from '../../narration/use-narrate.ts';
import { MenuItem, MenuLine } from '../../ui/menu.tsx';
import { problemOf } from '../../ui/notice.tsx';
import { canRetake } from './retake.ts';
import { speakerOf } from './speaker-of.ts';
import { useRetake } from './use-retake.ts';
import { VoiceMenu } from './voice-menu.tsx';

/** What the menu of a chunk says of its voice: another take with it, and which one it is. */
export function ChunkVoiceItems(props: {
  project: ProjectId;
  section: Section;
  chunk: Chunk;
  narrate: Narrate;
}): ReactNode {
  const { project, section, chunk, narrate } = props;
  const { client } = useStudio();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (change: CallInput<'chunks.update'>) => client.call('chunks.update', change),
    onSuccess: () => {
      for (const queryKey of [keys.allOf(project), keys.voices]) void queries.invalidateQueries({ queryKey });
    },
    onError: (thrown) => {
      tellProblem(problemOf(thrown));
    },
  });
  return (
    <>
      <Takes
        project={project}
        section={section}
        chunk={chunk}
        narrate={narrate}
        onOwnSeed={() => {
          mutate({ chunk: chunk.id, seed: null });
        }}
      />
      <MenuLine />
      <VoiceMenu
        label="Voice of this chunk"
        follow="As the chapter"
        voice={chunk.voice}
        own={chunk.ownVoice}
        onChoose={(voice) => {
          mutate({ chunk: chunk.id, voice });
        }}
      />
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
  const { offer, start } = useRetake(props.project, props.chunk, props.narrate);
  return (
    <MenuItem disabled={!offer.possible} note={offer.note} onClick={start}>
      Another take
    </MenuItem>
  );
}
