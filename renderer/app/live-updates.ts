import { hashKey, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import type { Connection } from '../../electron/contract/client.ts';
import type { StudioEvent } from '../../electron/contract/events.ts';
import type { History } from '../../electron/contract/history.ts';
import type { ProjectId } from '../../electron/contract/ids.ts';
import type { Prediction, PredictionPage } from '../../electron/contract/prediction.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import { Scope } from '../../electron/scope/scope.ts';
import { keys } from './queries.ts';

/** Counts are asked again at most this often while a narration runs, in milliseconds. */
const countsEvery = 1000;

/** Keeps what was asked true: puts the studio's events into the answers, or has them asked again. */
export function followStudio(connection: Connection, queries: QueryClient): () => void {
  const scope = new Scope();
  /** What is asked again in a moment. */
  const counts = new Set<ProjectId | 'predictions'>();

  const refreshLater = (what: ProjectId | 'predictions', stale: readonly (readonly unknown[])[]): void => {
    if (counts.has(what)) return;
    const refresh = (): void => {
      counts.delete(what);
      for (const queryKey of stale) void queries.invalidateQueries({ queryKey });
    };
    counts.add(what);
    scope.after(countsEvery, refresh);
  };

  const refreshCounts = (project: ProjectId): void => {
    refreshLater(project, [keys.sections(project), keys.projects]);
  };

  const refreshPredictions = (): void => {
    refreshLater('predictions', [keys.predictionLists, keys.receipts]);
  };

  const replaceChunk = (project: ProjectId, chunk: Chunk): void => {
    queries.setQueryData<Chunk[]>(keys.chunks(project, chunk.section), (chunks) =>
      chunks?.map((other) => (other.id === chunk.id ? chunk : other)),
    );
    void queries.invalidateQueries({ queryKey: keys.takes(project, chunk.id) });
    refreshCounts(project);
    // The draft voice's predictions are not told of one by one.
    refreshPredictions();
  };

  const followEdit = (history: History): void => {
    const { project } = history;
    const itself = keys.history(project);
    // An edit may change anything of its project but what can be undone, which it tells.
    void queries.invalidateQueries({
      queryKey: keys.allOf(project),
      predicate: ({ queryKey }) => hashKey(queryKey) !== hashKey(itself),
    });
    queries.setQueryData(itself, history);
    for (const queryKey of [keys.projects, keys.voices]) void queries.invalidateQueries({ queryKey });
  };

  const replacePrediction = (changed: Prediction): void => {
    queries.setQueryData(keys.prediction(changed.id), changed);
    queries.setQueriesData<InfiniteData<PredictionPage>>(
      { queryKey: keys.predictionLists },
      (lists) => lists && { ...lists, pages: lists.pages.map((page) => replacedIn(page, changed)) },
    );
    refreshPredictions();
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
        // Whatever is narrated takes the place of what was to be gone on with.
        queries.setQueryData(keys.interrupted, null);
        break;
      case 'chunk':
        replaceChunk(event.payload.project, event.payload.chunk);
        break;
      case 'prediction':
        replacePrediction(event.payload.prediction);
        if (event.payload.prediction.kind === 'try') replaceTry(event.payload.prediction);
        break;
      case 'voices':
        for (const queryKey of [keys.voices, keys.clips, keys.tries, keys.replicate])
          void queries.invalidateQueries({ queryKey });
        // A voice that was changed makes what follows it stale.
        for (const queryKey of [keys.openedProjects, keys.projects])
          void queries.invalidateQueries({ queryKey });
        break;
      case 'project':
        void queries.invalidateQueries({ queryKey: keys.allOf(event.payload.project) });
        void queries.invalidateQueries({ queryKey: keys.projects });
        // How many places follow each.
        void queries.invalidateQueries({ queryKey: keys.voices });
        break;
      case 'history':
        followEdit(event.payload);
        break;
      case 'settings':
        queries.setQueryData(keys.settings, event.payload);
        break;
      case 'exports':
        void queries.invalidateQueries({ queryKey: keys.exports(event.payload.project) });
        break;
      case 'export':
        if (event.payload.state === 'running') break;
        void queries.invalidateQueries({ queryKey: keys.exports(event.payload.project) });
        break;
    }
  };

  scope.add(connection.subscribe(follow));
  scope.add(
    connection.onState((state) => {
      // Whatever happened meanwhile was not told.
      if (state === 'open') void queries.invalidateQueries();
    }),
  );
  return scope.close;
}

/** A page with that prediction as it is now; the very same page where it is not on it. */
function replacedIn(page: PredictionPage, changed: Prediction): PredictionPage {
  if (!page.predictions.some(({ id }) => id === changed.id)) return page;
  const predictions = page.predictions.map((other) => (other.id === changed.id ? changed : other));
  return { ...page, predictions };
}
