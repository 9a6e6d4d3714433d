import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { projectsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { count } from '../ui/format.ts';
import { ProblemNotice, problemOf, Waiting } from '../ui/notice.tsx';
import { FirstStart } from './first-start.tsx';
import { ImportButton } from './import-button.tsx';
import { ImportStatus } from './import-status.tsx';
import styles from './library-view.module.css';
import { ProjectItem } from './project-item.tsx';

/** Every project of the library, and the ways to a new one. */
export function LibraryView(): ReactNode {
  const { client } = useStudio();
  const { data: projects, error, refetch } = useQuery(projectsQuery(client));
  const problem = problemOf(error);

  if (projects === undefined) {
    if (problem === null) return <Waiting label="Opening the library" />;
    return (
      <div className={styles['view']}>
        <ProblemNotice problem={problem}>
          <Button onClick={() => void refetch()}>Try again</Button>
        </ProblemNotice>
      </div>
    );
  }
  if (projects.length === 0) return <FirstStart />;
  return (
    <div className={styles['view']}>
      <div className={styles['head']}>
        <div>
          <h1 className={styles['title']}>Library</h1>
          <p className={styles['count']}>{count(projects.length, 'project')}</p>
        </div>
        <ImportButton label="Import manuscript" />
      </div>
      <ImportStatus />
      <ul className={styles['shelf']}>
        {projects.map((project) => (
          <ProjectItem key={project.id} project={project} />
        ))}
      </ul>
    </div>
  );
}
