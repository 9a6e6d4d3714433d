import { QueryClient, type InfiniteData } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import type { Connection } from '../../../electron/contract/client.ts';
import type { StudioEvent } from '../../../electron/contract/events.ts';
import type { PredictionPage } from '../../../electron/contract/prediction.ts';
import { followStudio } from '../../../renderer/app/live-updates.ts';
import { keys } from '../../../renderer/app/queries.ts';
import { prediction } from './sample-prediction.ts';

/** A connection over which only events come, when the test says so. */
function eventsOnly(): { connection: Connection; tell: (event: StudioEvent) => void } {
  const listeners = new Set<(event: StudioEvent) => void>();
  return {
    connection: {
      call: () => Promise.reject(new Error('nothing is asked in this test')),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onState: () => () => undefined,
    },
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
}

const page = (...ids: number[]): PredictionPage => ({
  predictions: ids.map((id) => prediction(id)),
  next: null,
  totals: { count: 4, predictTime: 0, cost: 0, perhapsBilled: 0 },
});

it('puts how a prediction stands into every list that shows it, and leaves other pages untouched', () => {
  const queries = new QueryClient();
  const { connection, tell } = eventsOnly();
  const stop = followStudio(connection, queries);
  const list = [...keys.predictionLists, {}];
  const before = [page(4, 3), page(2, 1)];
  queries.setQueryData(list, { pageParams: [null, 3], pages: before });
  tell({ name: 'prediction', payload: { prediction: prediction(3, { state: 'succeeded', cost: 0.002 }) } });
  const after = queries.getQueryData<InfiniteData<PredictionPage>>(list)?.pages;
  expect(after?.[0]?.predictions.map(({ state }) => state)).toEqual(['running', 'succeeded']);
  expect(after?.[1]).toBe(before[1]);
  stop();
});
