import { useState, type ReactNode } from 'react';
import { coverUrl } from '../../electron/contract/media.ts';
import type { ProjectSummary } from '../../electron/contract/project.ts';
import styles from './cover.module.css';

/** The cover of a project; where there is none, one set from its title and author. Decoration: the text is beside it. */
export function Cover({ project }: { project: ProjectSummary }): ReactNode {
  const [broken, setBroken] = useState(false);
  if (project.hasCover && !broken) {
    return (
      <img
        className={styles['cover']}
        src={coverUrl(project.id)}
        alt=""
        loading="lazy"
        onError={() => {
          setBroken(true);
        }}
      />
    );
  }
  return (
    <div className={styles['set']} aria-hidden>
      <span className={styles['title']}>{project.title}</span>
      {project.author !== null && <span className={styles['author']}>{project.author}</span>}
    </div>
  );
}
