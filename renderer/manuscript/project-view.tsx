import { useQuery } from '@tanstack/react-query';
import { ListTree } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { ProjectId, SectionId } from '../../electron/contract/ids.ts';
import type { Project, Section } from '../../electron/contract/project.ts';
import { go } from '../app/navigation.ts';
import { projectQuery, sectionsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { ConfirmCost } from '../costs/confirm-cost.tsx';
import { ToldNotice } from '../history/told-notice.tsx';
import { useNarrate } from '../narration/use-narrate.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState, ProblemNotice, problemOf, Waiting } from '../ui/notice.tsx';
import { thePlayer, useSpaceToPlay } from '../waveform/use-player.ts';
import { Chapter } from './chapter.tsx';
import { ProjectHeader } from './project-header.tsx';
import styles from './project-view.module.css';
import { SectionList } from './section-list.tsx';
import { bookTotals, chapterNumbers, firstShown } from './section-words.ts';

/** One project: its sections, and the chosen one as text and sound. */
export function ProjectView({
  project: id,
  section,
}: {
  project: ProjectId;
  section: SectionId | null;
}): ReactNode {
  const { client } = useStudio();
  const project = useQuery(projectQuery(client, id));
  const sections = useQuery(sectionsQuery(client, id));
  const problem = problemOf(project.error ?? sections.error);
  if (problem !== null) {
    return (
      <EmptyState title="This book could not be opened">
        <ProblemNotice problem={problem} />
        <Button
          local
          onClick={() => {
            go({ view: 'library' });
          }}
        >
          To the library
        </Button>
      </EmptyState>
    );
  }
  if (project.data === undefined || sections.data === undefined)
    return <Waiting label="Opening the book …" />;
  return <Opened project={project.data} sections={sections.data} section={section} />;
}

function Opened(props: {
  project: Project;
  sections: readonly Section[];
  section: SectionId | null;
}): ReactNode {
  const { project, sections } = props;
  const player = thePlayer();
  const narrate = useNarrate();
  const isNarrow = useIsNarrow();
  useSpaceToPlay(player);
  const shown = sections.find(({ id }) => id === props.section) ?? firstShown(sections);
  const shownId = shown?.id ?? null;
  useEffect(() => {
    if (shownId === null || shownId === props.section) return;
    go({ view: 'project', project: project.id, section: shownId }, { replace: true });
  }, [project.id, shownId, props.section]);
  const choose = (section: SectionId): void => {
    go({ view: 'project', project: project.id, section });
  };
  const list = (onChosen?: () => void): ReactNode => (
    <SectionList
      project={project.id}
      sections={sections}
      chosen={shownId}
      onChoose={(section) => {
        choose(section);
        onChosen?.();
      }}
    />
  );
  return (
    <div className={styles['view']}>
      <ProjectHeader project={project} totals={bookTotals(sections)} narrate={narrate}>
        {isNarrow && <SectionSheet list={list} />}
      </ProjectHeader>
      <div className={styles['rooms']}>
        {!isNarrow && <div className={styles['side']}>{list()}</div>}
        {shown === undefined ? (
          <EmptyState title="Nothing to read">
            <p>This manuscript has no sections.</p>
          </EmptyState>
        ) : (
          <Chapter
            key={shown.id}
            project={project.id}
            section={shown}
            number={chapterNumbers(sections).get(shown.id) ?? null}
            player={player}
            narrate={narrate}
          />
        )}
      </div>
      <ConfirmCost narrate={narrate} />
      <ToldNotice />
    </div>
  );
}

/** The list of sections where there is no room beside the text. */
function SectionSheet({ list }: { list: (onChosen: () => void) => ReactNode }): ReactNode {
  const [open, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
  };
  return (
    <>
      <Button
        local
        onClick={() => {
          setOpen(true);
        }}
      >
        <ListTree size={16} aria-hidden /> Sections
      </Button>
      <Dialog open={open} onClose={close} title="Sections">
        {list(close)}
      </Dialog>
    </>
  );
}

/** As wide as the style sheets call narrow. */
const narrow = '(max-width: 52rem)';

function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(narrow);
      query.addEventListener('change', listener);
      return () => {
        query.removeEventListener('change', listener);
      };
    },
    () => matchMedia(narrow).matches,
  );
}
