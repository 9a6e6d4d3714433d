import { useMutation, useQuery } from '@tanstack/react-query';
import { Pause, Play, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import { go } from '../app/navigation.ts';
import { narrationQuery, sectionsQuery, useCall } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { ProblemNotice, problemOf } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import styles from './narration-bar.module.css';
import { announcement, chunkWords, endWords, isActive, leftWords } from './progress-words.ts';
import { failedChunks, useProjectTitle } from './use-narrate.ts';

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

interface Titles {
  project: string;
  section: string | null;
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

function Active({ narration, titles }: { narration: NarrationProgress; titles: Titles }): ReactNode {
  const pause = useCall('narration.pause');
  const resume = useCall('narration.resume');
  const cancel = useCall('narration.cancel');
  const { state, fraction } = narration;
  const problem = problemOf(pause.error ?? resume.error ?? cancel.error);
  return (
    <>
      <div className={styles['line']}>
        <Where narration={narration} titles={titles} />
        <p className={styles['facts']}>
          <span>{chunkWords(narration)}</span>
          <span className={styles['percent']}>{Math.floor(fraction * 100)} %</span>
          <span>{leftWords(narration)}</span>
        </p>
        <div className={styles['buttons']}>
          {state === 'paused' ? (
            <Button
              onClick={() => {
                resume.mutate({});
              }}
            >
              <Play size={16} aria-hidden /> Resume
            </Button>
          ) : (
            <Button
              disabled={state === 'cancelling'}
              onClick={() => {
                pause.mutate({});
              }}
            >
              <Pause size={16} aria-hidden /> Pause
            </Button>
          )}
          <Button
            disabled={state === 'cancelling'}
            onClick={() => {
              cancel.mutate({});
            }}
          >
            Cancel
          </Button>
        </div>
      </div>
      <Progress value={fraction} label="Narration" />
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}

function Ended(props: { narration: NarrationProgress; titles: Titles; onDismiss: () => void }): ReactNode {
  const { narration, titles, onDismiss } = props;
  const { client } = useStudio();
  const retry = useMutation({
    mutationFn: async () => {
      const { project } = narration;
      const chunks = await failedChunks(client, project);
      return client.call('narration.start', { project, chunks });
    },
  });
  const problem = problemOf(retry.error);
  return (
    <>
      <div className={styles['line']}>
        <Where narration={narration} titles={titles} />
        <p className={classes(styles['facts'], narration.failed > 0 && styles['failed'])}>
          {endWords(narration)}
        </p>
        <div className={styles['buttons']}>
          {narration.failed > 0 && (
            <Button
              disabled={retry.isPending}
              onClick={() => {
                retry.mutate();
              }}
            >
              Retry what failed
            </Button>
          )}
          <IconButton label="Dismiss" onClick={onDismiss}>
            <X size={18} aria-hidden />
          </IconButton>
        </div>
      </div>
      {narration.problem !== null && <ProblemNotice problem={narration.problem} />}
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}

/** The book and the chapter, as a way there. */
function Where({ narration, titles }: { narration: NarrationProgress; titles: Titles }): ReactNode {
  const { project, section } = narration;
  return (
    <button
      type="button"
      className={styles['where']}
      onClick={() => {
        go({ view: 'project', project, section });
      }}
    >
      <span className={styles['book']}>{titles.project}</span>
      {titles.section !== null && <span className={styles['chapter']}>{titles.section}</span>}
    </button>
  );
}
