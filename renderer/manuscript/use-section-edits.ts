import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CallInput } from '../../electron/contract/calls.ts';
import type { ProjectId, SectionId } from '../../electron/contract/ids.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import type { Section } from '../../electron/contract/project.ts';
import { keys } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { problemOf } from '../ui/notice.tsx';

/** What can be changed about a book's sections. */
export interface SectionEdits {
  update: (change: CallInput<'sections.update'>) => void;
  move: (section: SectionId, position: number) => void;
  /** Why the last change failed. */
  problem: Problem | null;
}

/** Changes sections: shown at once, and taken back where the studio refuses. */
export function useSectionEdits(project: ProjectId): SectionEdits {
  const { client } = useStudio();
  const queries = useQueryClient();
  const queryKey = keys.sections(project);
  const show = (change: (sections: Section[]) => Section[]): void => {
    queries.setQueryData<Section[]>(queryKey, (sections) => sections && change(sections));
  };
  const askAgain = (): Promise<void> => queries.invalidateQueries({ queryKey });

  const update = useMutation({
    mutationFn: (change: CallInput<'sections.update'>) => client.call('sections.update', change),
    onMutate: async ({ section, included, title, heading }) => {
      await queries.cancelQueries({ queryKey });
      show((sections) =>
        sections.map((other) =>
          other.id === section
            ? {
                ...other,
                included: included ?? other.included,
                title: title ?? other.title,
                heading: heading === true ? (title ?? other.heading) : other.heading,
              }
            : other,
        ),
      );
    },
    onError: askAgain,
  });
  const move = useMutation({
    mutationFn: (input: CallInput<'sections.move'>) => client.call('sections.move', input),
    onMutate: async ({ section, position }) => {
      await queries.cancelQueries({ queryKey });
      show((sections) => moved(sections, section, position));
    },
    onError: askAgain,
  });
  return {
    update: update.mutate,
    move: (section, position) => {
      move.mutate({ section, position });
    },
    problem: problemOf(update.error ?? move.error),
  };
}

/** The sections with one of them at another place, counted from 0. */
export function moved(sections: readonly Section[], id: SectionId, position: number): Section[] {
  const section = sections.find((other) => other.id === id);
  const rest = sections.filter((other) => other.id !== id);
  return section === undefined ? rest : rest.toSpliced(position, 0, section);
}
