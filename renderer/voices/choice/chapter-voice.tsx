import { Menu } from '@base-ui/react/menu';
import { useQuery } from '@tanstack/react-query';
import { MicVocal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProjectId } from '../../../electron/contract/ids.ts';
import type { Section } from '../../../electron/contract/project.ts';
import { keys, useCall, voicesQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { MenuPopup } from '../../ui/menu.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { VoiceMenu } from './voice-menu.tsx';

/** Which voice speaks a chapter: the book's, or a named one of its own. */
export function ChapterVoice({ project, section }: { project: ProjectId; section: Section }): ReactNode {
  const { client } = useStudio();
  const { data: own } = useQuery({
    ...voicesQuery(client),
    select: (voices) => voices.find(({ id }) => id === section.voice)?.name,
  });
  const update = useCall('sections.update', [keys.allOf(project)]);
  const problem = problemOf(update.error);
  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          render={
            <Button title="Voice of this chapter" aria-label={`${own ?? 'Voice'}, voice of this chapter`} />
          }
        >
          <MicVocal size={16} aria-hidden /> {own ?? 'Voice'}
        </Menu.Trigger>
        <MenuPopup>
          <VoiceMenu
            label="Voice of this chapter"
            follow="As the book"
            voice={section.voice}
            onChoose={(voice) => {
              update.mutate({ section: section.id, voice });
            }}
          />
        </MenuPopup>
      </Menu.Root>
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
