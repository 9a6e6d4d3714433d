import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { History } from '../../electron/contract/history.ts';
import type { ProjectId } from '../../electron/contract/ids.ts';
import { historyQuery, keys } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { useLive } from '../ui/live.tsx';
import { problemOf } from '../ui/notice.tsx';
import { isTextField, wayOf, type Way } from './history-keys.ts';
import { tell, tellProblem } from './told.ts';

/** What can be undone and done again, and what does it. */
export interface HistoryAccess {
  history: History | undefined;
  /** Goes one step; steps that are asked for quickly follow one another. */
  step: (way: Way) => void;
}

/** The history of a project. */
export function useHistory(project: ProjectId): HistoryAccess {
  const { client } = useStudio();
  const queries = useQueryClient();
  const { data: history } = useQuery(historyQuery(client, project));
  const { mutate } = useMutation({
    // One after another, each on what the one before has left.
    scope: { id: `history of ${project}` },
    mutationFn: async (way: Way) => {
      const edit = queries.getQueryData<History>(keys.history(project))?.[way] ?? null;
      if (edit === null) return null;
      const left = await client.call(way === 'undo' ? 'history.undo' : 'history.redo', {
        project,
        edit: edit.id,
      });
      return { left, words: `${way === 'undo' ? 'Undone' : 'Done again'}: ${edit.name}` };
    },
    onSuccess: (done, way) => {
      if (done === null) {
        tell(way === 'undo' ? 'There is nothing to undo.' : 'There is nothing to do again.');
        return;
      }
      queries.setQueryData(keys.history(project), done.left);
      tell(done.words);
    },
    onError: (thrown) => {
      tellProblem(problemOf(thrown));
      // It may have been edited in another window.
      void queries.invalidateQueries({ queryKey: keys.history(project) });
    },
  });
  return { history, step: mutate };
}

/** Whether this is a Mac, whose keys are others. */
export function isMac(): boolean {
  return globalThis.navigator.platform.startsWith('Mac');
}

/** Undoes and does again by the usual keys, wherever no text is written and nothing lies over the book. */
export function useHistoryKeys(step: (way: Way) => void): void {
  const live = useLive();
  const press = useCallback(
    (event: KeyboardEvent) => {
      const way = wayOf(event, isMac());
      if (way === null || event.defaultPrevented || !live) return;
      const { target } = event;
      if (target instanceof HTMLElement && isTextField(target)) return;
      const over = document.querySelector('[role="dialog"], [role="alertdialog"]');
      if (over !== null && over.querySelector('[data-undoes]') === null) return;
      event.preventDefault();
      step(way);
    },
    [step, live],
  );
  useEffect(() => {
    globalThis.addEventListener('keydown', press);
    return () => {
      globalThis.removeEventListener('keydown', press);
    };
  }, [press]);
}
