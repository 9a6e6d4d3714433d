import { useQuery } from '@tanstack/react-query';
import { Share, SlidersHorizontal } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { coverUrl } from '../../electron/contract/media.ts';
import type { Project } from '../../electron/contract/project.ts';
import { projectsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { ReceiptButton } from '../costs/receipt.tsx';
import { ExportSheet } from '../export/export-sheet.tsx';
import { HistoryButtons } from '../history/history-buttons.tsx';
import { NarrateButton } from '../narration/narrate-button.tsx';
import type { Narrate } from '../narration/use-narrate.ts';
import { ProjectVoice } from '../settings/project-voice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import styles from './project-header.module.css';
import { bookWords, draftHint, type BookTotals } from './section-words.ts';

/** What a book is and has come to, and what can be done with all of it. */
export function ProjectHeader(props: {
  project: Project;
  totals: BookTotals;
  narrate: Narrate;
  /** Opens the list of sections, where it is not in sight. */
  children?: ReactNode;
}): ReactNode {
  const { project, totals, narrate } = props;
  const [open, setOpen] = useState<'export' | 'voice' | null>(null);
  const close = (): void => {
    setOpen(null);
  };
  return (
    <header className={styles['header']}>
      <div className={styles['book']}>
        <Cover project={project} />
        <div className={styles['about']}>
          <h1 className={styles['title']}>{project.title}</h1>
          {project.author !== null && <p className={styles['author']}>{project.author}</p>}
          <p className={styles['words']}>
            {bookWords(totals)}
            <ReceiptButton project={project} />
          </p>
          <div className={styles['progress']}>
            <Progress value={totals.chunks === 0 ? 0 : totals.ready / totals.chunks} label="Narrated" />
          </div>
        </div>
        <div className={styles['history']}>
          <HistoryButtons project={project.id} />
        </div>
      </div>
      <div className={styles['buttons']}>
        {props.children}
        <Button
          title="Voice and pauses"
          onClick={() => {
            setOpen('voice');
          }}
        >
          <SlidersHorizontal size={16} aria-hidden />{' '}
          <span className={styles['label']}>Voice and pauses</span>
        </Button>
        <Button
          title="Export"
          onClick={() => {
            setOpen('export');
          }}
        >
          <Share size={16} aria-hidden /> <span className={styles['label']}>Export</span>
        </Button>
        <NarrateButton
          label="Narrate book"
          look="primary"
          className={styles['main']}
          whyNot={whyNot(totals, narrate)}
          hint={draftHint(totals.drafts)}
          onClick={() => {
            narrate.start({ project: project.id });
          }}
        />
      </div>
      {narrate.problem !== null && (
        <div className={styles['problem']}>
          <ProblemNotice problem={narrate.problem} />
        </div>
      )}
      <Dialog open={open === 'voice'} onClose={close} title="Voice and pauses">
        <ProjectVoice project={project} />
      </Dialog>
      <ExportSheet project={project} open={open === 'export'} onClose={close} />
    </header>
  );
}

function Cover({ project }: { project: Project }): ReactNode {
  const { client } = useStudio();
  const { data: hasCover } = useQuery({
    ...projectsQuery(client),
    select: (projects) => projects.find(({ id }) => id === project.id)?.hasCover ?? false,
  });
  if (hasCover !== true) return null;
  return <img className={styles['cover']} src={coverUrl(project.id)} alt="" />;
}

/** Why a book cannot be narrated now; null when it can. */
function whyNot({ chunks, ready }: BookTotals, { busy }: Narrate): string | null {
  if (chunks === 0) return 'Nothing that is included has text to speak.';
  if (ready === chunks) return 'All of it is narrated.';
  return busy;
}
