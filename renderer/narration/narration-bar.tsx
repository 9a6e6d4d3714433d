import { skipToken, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import { interruptedQuery, narrationQuery, sectionsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Active } from './active.tsx';
import { Ended } from './ended.tsx';
import { InterruptedBar } from './interrupted-bar.tsx';
import styles from './narration-bar.module.css';
import { announcement, interruptedWords, isActive } from './progress-words.ts';
import { useProjectTitle } from './use-narrate.ts';
import type { Titles } from './where.tsx';

/** How the narration that runs, or has just ended, stands; else what is to be gone on with; nothing otherwise. */
export function NarrationBar(): ReactNode {
  const { client } = useStudio();
  const { data: narration } = useQuery(narrationQuery(client));
  // What had ended before this window opened is no news.
  const [dismissed, setDismissed] = useState<NarrationProgress | null>();
  if (narration !== undefined && dismissed === undefined) {
    setDismissed(narration !== null && isActive(narration.state) ? null : narration);
  }
  const shown = narration === undefined || narration === dismissed ? null : narration;
  const titles = useTitles(shown);
  const { data: interrupted = null } = useQuery(interruptedQuery(client));
  return (
    <>
      <div role="status" className="visually-hidden">
        {shown !== null && announcement(shown, titles.project, titles.section)}
        {shown === null && interrupted !== null && `${interrupted.title}. ${interruptedWords(interrupted)}`}
      </div>
      {shown === null && interrupted !== null && (
        <section aria-label="Narration" className={styles['bar']}>
          <InterruptedBar key={interrupted.project} interrupted={interrupted} />
        </section>
      )}
      {shown !== null && (
        <section aria-label="Narration" className={styles['bar']}>
          {isActive(shown.state) ? (
            <Active narration={shown} titles={titles} />
          ) : (
            <Ended
              narration={shown}
              titles={titles}
              onDismiss={() => {
                setDismissed(shown);
              }}
            />
          )}
        </section>
      )}
    </>
  );
}

function useTitles(narration: NarrationProgress | null): Titles {
  const { client } = useStudio();
  const id = narration?.project ?? null;
  const project = useProjectTitle(id);
  const { data: section } = useQuery({
    ...(id === null ? { queryKey: ['no sections'], queryFn: skipToken } : sectionsQuery(client, id)),
    select: (sections) => sections.find((other) => other.id === narration?.section)?.title ?? null,
  });
  return { project: project ?? 'The book', section: section ?? null };
}
