import type { QueryClient } from '@tanstack/react-query';
import type { Connection } from '../../electron/contract/client.ts';
import type { StudioEvent } from '../../electron/contract/events.ts';
import type { ProjectId } from '../../electron/contract/ids.ts';
import type { Prediction } from '../../electron/contract/prediction.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import { keys } from './queries.ts';

/** Counts are asked again at most this often while a narration runs, in milliseconds. */
const countsEvery = 1000;

/** Keeps what was asked true: puts the studio's events into the answers, or has them asked again. */
export function followStudio(connection: Connection, queries: QueryClient): () => void {
  const counts = new Map<ProjectId, ReturnType<typeof setTimeout>>();

  const refreshCounts = (project: ProjectId): void => {
    if (counts.has(project)) return;
    const refresh = (): void => {
      counts.delete(project);
      void queries.invalidateQueries({ queryKey: keys.sections(project) });
      void queries.invalidateQueries({ queryKey: keys.projects });
    };
    counts.set(project, setTimeout(refresh, countsEvery));
  };

  const replaceChunk = (project: ProjectId, chunk: Chunk): void => {
    queries.setQueryData<Chunk[]>(keys.chunks(project, chunk.section), (chunks) =>
      chunks?.map((other) => (other.id === chunk.id ? chunk : other)),
    );
    refreshCounts(project);
  };

  const replaceTry = (tried: Prediction): void => {
    queries.setQueryData<Prediction[]>(keys.tries, (tries) => {
      if (tries === undefined) return tries;
      const known = tries.some(({ id }) => id === tried.id);
      return known ? tries.map((other) => (other.id === tried.id ? tried : other)) : [tried, ...tries];
    });
  };

  const follow = (event: StudioEvent): void => {
    switch (event.name) {
      case 'narration':
        queries.setQueryData(keys.narration, event.payload);
        break;
      case 'chunk':
        replaceChunk(event.payload.project, event.payload.chunk);
        break;
      case 'prediction':
        if (event.payload.prediction.kind === 'try') replaceTry(event.payload.prediction);
        break;
      case 'voices':
        for (const queryKey of [keys.voices, keys.clips, keys.tries, keys.replicate])
          void queries.invalidateQueries({ queryKey });
        break;
      case 'project':
        void queries.invalidateQueries({ queryKey: keys.project(event.payload.project) });
        void queries.invalidateQueries({ queryKey: keys.projects });
        break;
      case 'export':
        if (event.payload.state === 'running') break;
        void queries.invalidateQueries({ queryKey: keys.exports(event.payload.project) });
        break;
    }
  };

  const stopEvents = connection.subscribe(follow);
  const stopState = connection.onState((state) => {
    // Whatever happened meanwhile was not told.
    if (state === 'open') void queries.invalidateQueries();
  });
  return () => {
    stopEvents();
    stopState();
    for (const timer of counts.values()) clearTimeout(timer);
  };
}
