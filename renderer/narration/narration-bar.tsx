import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import { narrationQuery, sectionsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Active } from './active.tsx';
import { Ended } from './ended.tsx';
import styles from './narration-bar.module.css';
import { announcement, isActive } from './progress-words.ts';
import { useProjectTitle } from './use-narrate.ts';
import type { Titles } from './where.tsx';

/** How the narration that runs, or has just ended, stands; nothing otherwise. */
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
  return (
    <>
      <div role="status" className="visually-hidden">
        {shown !== null && announcement(shown, titles.project, titles.section)}
      </div>
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
    ...(id === null ? { queryKey: ['no sections'] } : sectionsQuery(client, id)),
    enabled: id !== null,
    select: (sections) => sections.find((other) => other.id === narration?.section)?.title ?? null,
  });
  return { project: project ?? 'The book', section: section ?? null };
}
