import type { ReactNode } from 'react';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import { go } from '../app/navigation.ts';
import styles from './narration-bar.module.css';

/** What is narrated, by name. */
export interface Titles {
  project: string;
  section: string | null;
}

/** The book and the chapter, as a way there. */
export function Where({ narration, titles }: { narration: NarrationProgress; titles: Titles }): ReactNode {
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
