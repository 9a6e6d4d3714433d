import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { CallOutput } from '../../electron/contract/calls.ts';
import type { Client } from '../../electron/contract/client.ts';
import type { Project } from '../../electron/contract/project.ts';
import { go, place } from '../app/navigation.ts';
import { keys } from '../app/queries.ts';
import { useStore } from '../app/store.ts';
import { useStudio } from '../app/studio.tsx';
import { folderProblem, type Dropped } from './accepted-files.ts';
import {
  ImportQueue,
  type Imported,
  type ImportSource,
  type ImportState,
  type Known,
} from './import-queue.ts';

// One queue a window: a drop on any view and the library's button take their turns.
const queue = new ImportQueue();

/** The ways in which a manuscript gets into the library. */
export interface Import {
  /** Imports files that were picked or dropped, one after another. */
  importFiles: (dropped: Dropped) => void;
  /** Asks the person for a manuscript by the host's own dialog. Rejects when the dialog cannot be shown. */
  importChosen: () => Promise<void>;
  importSample: () => void;
  /** Imports once more, as another project, what was in the library before. */
  importAgain: (known: Known) => void;
  dismiss: () => void;
}

/** How the imports of this window stand. */
export function useImportState(): ImportState {
  return useStore(queue.state);
}

/** Imports manuscripts, then opens the one that came, or the library when several did. */
export function useImport(): Import {
  const studio = useStudio();
  const queries = useQueryClient();

  const done = useCallback(
    (projects: readonly Project[]) => {
      void queries.invalidateQueries({ queryKey: keys.projects });
      const [only, ...others] = projects;
      if (only === undefined) return;
      if (others.length > 0 || queue.state.get().refusals.length > 0) go({ view: 'library' });
      else go({ view: 'project', project: only.id, section: null });
      forgetKnownOnLeaving();
    },
    [queries],
  );

  return useMemo(() => {
    const { client } = studio;
    const add = (sources: readonly ImportSource[], folders: readonly string[] = []): void => {
      const refusals = folders.map((name) => ({ name, problem: folderProblem(name) }));
      void queue.add(sources, done, refusals);
    };
    return {
      importFiles: ({ files, folders }) => {
        // A ticket is good for one reading: each time, the file itself is asked for another.
        const read = async (file: File, again: boolean): Promise<Imported> =>
          client.call('projects.import', { ticket: await studio.ticketFor(file, 'manuscript'), again });
        const sources = files.map((file) => ({
          name: file.name,
          read: () => read(file, false),
          readAgain: () => read(file, true),
        }));
        add(sources, folders);
      },
      importChosen: async () => {
        const chosen = await client.call('host.chooseManuscript', {});
        if (chosen === null) return;
        const { name, ticket } = chosen;
        const readAgain = async (): Promise<Imported | null> => {
          const once = await client.call('host.chooseManuscript', {});
          return once && client.call('projects.import', { ticket: once.ticket, again: true });
        };
        add([{ name, read: () => client.call('projects.import', { ticket }), readAgain }]);
      },
      importSample: () => {
        add([{ name: 'the sample manuscript', read: () => importAndNarrateSample(client) }]);
      },
      importAgain: ({ project, again }) => {
        if (again !== undefined) add([{ name: project.sourceName, read: again }]);
      },
      dismiss: () => {
        queue.dismiss();
      },
    };
  }, [studio, done]);
}

/** Whoever tries the sample wants to hear it: by the time it is shown, its first words are spoken. */
async function importAndNarrateSample(client: Client): Promise<CallOutput<'projects.importSample'>> {
  const imported = await client.call('projects.importSample', {});
  const running = await client.call('narration.status', {});
  const free = running === null || ['done', 'cancelled', 'stopped'].includes(running.state);
  if (free) await client.call('narration.start', { project: imported.project.id });
  return imported;
}

/** That a manuscript was known already is of interest only where the import led to; which section is shown there is not. */
function forgetKnownOnLeaving(): void {
  const led = place.get();
  const stop = place.subscribe(() => {
    const here = place.get();
    const isThere =
      here.view === led.view &&
      (here.view !== 'project' || led.view !== 'project' || here.project === led.project);
    if (isThere) return;
    stop();
    queue.forgetKnown();
  });
}
