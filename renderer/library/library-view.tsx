import { useQuery } from '@tanstack/react-query';
import { useRef, type ReactNode } from 'react';
import type { ProjectSummary } from '../../electron/contract/project.ts';
import { keys, projectsQuery, useCall } from '../app/queries.ts';
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
  return <Shelf projects={projects} />;
}

function Shelf({ projects }: { projects: readonly ProjectSummary[] }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const remove = useCall('projects.remove', [keys.projects]);
  const problem = problemOf(remove.error);
  return (
    <div className={styles['view']}>
      <div className={styles['head']}>
        <div>
          <h1 ref={heading} tabIndex={-1} className={styles['title']}>
            Library
          </h1>
          <p className={styles['count']}>{count(projects.length, 'project')}</p>
        </div>
        <ImportButton label="Import manuscript" />
      </div>
      <ImportStatus />
      {problem !== null && <ProblemNotice problem={problem} />}
      <ul className={styles['shelf']}>
        {projects.map((project) => (
          <ProjectItem
            key={project.id}
            project={project}
            removing={remove.isPending}
            onRemove={() => {
              // The button that was pressed goes with its project: the keyboard goes on from the top.
              const onSuccess = (): void => heading.current?.focus();
              remove.mutate({ project: project.id }, { onSuccess });
            }}
          />
        ))}
      </ul>
    </div>
  );
}
