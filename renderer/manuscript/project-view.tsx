import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ProjectId, SectionId } from '../../electron/contract/ids.ts';
import { projectQuery, sectionsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { ProblemNotice, problemOf, Waiting } from '../ui/notice.tsx';

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
  if (problem !== null) return <ProblemNotice problem={problem} />;
  if (project.data === undefined || sections.data === undefined) return <Waiting label="Opening the book …" />;
  return (
    <>
      <h1>{project.data.title}</h1>
      <p>{sections.data.find((other) => other.id === section)?.title}</p>
    </>
  );
}
