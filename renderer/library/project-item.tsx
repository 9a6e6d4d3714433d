import { Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ProjectSummary } from '../../electron/contract/project.ts';
import { addressOf } from '../app/navigation.ts';
import { IconButton } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/dialog.tsx';
import { count } from '../ui/format.ts';
import { Progress } from '../ui/progress.tsx';
import { Cover } from './cover.tsx';
import styles from './project-item.module.css';
import { lossWords, narratedFraction, narratedWords } from './progress-words.ts';

/** One project on the shelf. */
export function ProjectItem(props: {
  project: ProjectSummary;
  /** While it is being removed. */
  removing: boolean;
  onRemove: () => void;
}): ReactNode {
  const { project, removing, onRemove } = props;
  const { id, title, author, chapters } = project;
  const [asking, setAsking] = useState(false);
  return (
    <li className={styles['item']}>
      <Cover project={project} />
      <div className={styles['head']}>
        <h2 className={styles['title']}>
          <a className={styles['link']} href={addressOf({ view: 'project', project: id, section: null })}>
            {title}
          </a>
        </h2>
        <IconButton
          className={styles['remove']}
          label={`Remove “${title}”`}
          disabled={removing}
          onClick={() => {
            setAsking(true);
          }}
        >
          <Trash2 size={16} aria-hidden />
        </IconButton>
      </div>
      {author !== null && <p className={styles['author']}>{author}</p>}
      <Progress value={narratedFraction(project)} label={`Narrated of “${title}”`} />
      <p className={styles['facts']}>{narratedWords(project)}</p>
      <p className={styles['facts']}>{count(chapters, 'chapter')}</p>
      <ConfirmDialog
        open={asking}
        title={`Remove “${title}” from the library?`}
        confirm="Remove it"
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          setAsking(false);
          onRemove();
        }}
      >
        <div className={styles['loss']}>
          <p>{lossWords(project)}</p>
          <p>Your manuscript file and what you have exported stay where they are.</p>
        </div>
      </ConfirmDialog>
    </li>
  );
}
