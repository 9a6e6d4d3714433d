import { QueryClient, type QueryKey } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection, ConnectionState } from '../../../electron/contract/client.ts';
import type { ExportProgress, StudioEvent } from '../../../electron/contract/events.ts';
import {
  chunkIdSchema,
  exportIdSchema,
  projectIdSchema,
  sectionIdSchema,
} from '../../../electron/contract/ids.ts';
import type { Prediction } from '../../../electron/contract/prediction.ts';
import type { Chunk } from '../../../electron/contract/project.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { followStudio } from '../../../renderer/app/live-updates.ts';
import { keys } from '../../../renderer/app/queries.ts';
import { prediction } from '../predictions/sample-prediction.ts';
import { sampleChunk } from '../sample-text.ts';

const project = projectIdSchema.parse(7);
const other = projectIdSchema.parse(8);
const section = sectionIdSchema.parse(3);

/** What the page has asked for, and a studio that only tells. */
function page(...asked: QueryKey[]) {
  const queries = new QueryClient();
  for (const queryKey of asked) queries.setQueryData(queryKey, []);
  const listeners = new Set<(event: StudioEvent) => void>();
  const watchers = new Set<(state: ConnectionState) => void>();
  const connection: Connection = {
    call: () => Promise.reject(new Error('nothing is asked in this test')),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onState: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
  const stop = followStudio(connection, queries);
  return {
    queries,
    stop,
    tell: (event: StudioEvent) => {
      for (const listener of listeners) listener(event);
    },
    become: (state: ConnectionState) => {
      for (const watcher of watchers) watcher(state);
    },
    /** Whether an answer is to be asked for again. */
    isStale: (queryKey: QueryKey) => queries.getQueryState(queryKey)?.isInvalidated,
  };
}

const chunk = (id: number, change: Partial<Chunk> = {}): Chunk => sampleChunk(id, { section, ...change });

const spoken: StudioEvent = { name: 'chunk', payload: { project, chunk: chunk(2, { state: 'ready' }) } };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a chunk that was spoken', () => {
  it('is put into its chapter as it is now, and no other chunk is touched', () => {
    const { queries, tell } = page();
    const before = [chunk(1), chunk(2), chunk(3)];
    queries.setQueryData(keys.chunks(project, section), before);
    tell(spoken);
    const after = queries.getQueryData<Chunk[]>(keys.chunks(project, section));
    expect(after?.map(({ state }) => state)).toEqual(['missing', 'ready', 'missing']);
    expect(after?.[0]).toBe(before[0]);
  });

  it('has the counts of its book asked for again, at most once a second', () => {
    const counts = [keys.sections(project), keys.projects];
    const { queries, tell, isStale } = page(...counts, keys.sections(other));
    tell(spoken);
    vi.advanceTimersByTime(999);
    expect(counts.map(isStale)).toEqual([false, false]);
    tell(spoken);
    vi.advanceTimersByTime(1);
    expect(counts.map(isStale)).toEqual([true, true]);
    expect(isStale(keys.sections(other))).toBe(false);
    for (const key of counts) queries.setQueryData(key, []);
    vi.advanceTimersByTime(5000);
    expect(counts.map(isStale)).toEqual([false, false]);
    tell(spoken);
    vi.advanceTimersByTime(1000);
    expect(counts.map(isStale)).toEqual([true, true]);
  });

  it('has the lists of predictions and the receipts asked for again', () => {
    const lists = [
      [...keys.predictionLists, {}],
      [...keys.receipts, project],
    ];
    const { tell, isStale } = page(...lists);
    tell(spoken);
    vi.advanceTimersByTime(1000);
    expect(lists.map(isStale)).toEqual([true, true]);
  });

  it('has nothing asked for any more once nobody follows', () => {
    const { tell, isStale, stop } = page(keys.projects);
    tell(spoken);
    stop();
    tell(spoken);
    vi.advanceTimersByTime(5000);
    expect(isStale(keys.projects)).toBe(false);
  });
});

it('voices that changed have themselves and whatever follows them asked for again', () => {
  const told = [keys.voices, keys.clips, keys.tries, keys.replicate, keys.projects];
  const followers = [keys.project(project), keys.sections(project), keys.chunks(other, section)];
  const { tell, isStale } = page(...told, ...followers, keys.settings);
  tell({ name: 'voices', payload: {} });
  for (const key of [...told, ...followers]) expect(isStale(key), key.join(' ')).toBe(true);
  expect(isStale(keys.settings)).toBe(false);
});

it('everything is asked for again when the connection is back, since nothing was told meanwhile', () => {
  const all = [keys.projects, keys.settings, keys.narration, keys.chunks(project, section)];
  const { become, isStale } = page(...all);
  become('lost');
  expect(all.map(isStale)).toEqual([false, false, false, false]);
  become('open');
  expect(all.map(isStale)).toEqual([true, true, true, true]);
});

it('a project that changed has all of itself, the list, and how many follow each voice asked for again', () => {
  const told = [keys.project(project), keys.sections(project), keys.projects, keys.voices];
  const { tell, isStale } = page(...told, keys.project(other));
  tell({ name: 'project', payload: { project } });
  expect(told.map(isStale)).toEqual([true, true, true, true]);
  expect(isStale(keys.project(other))).toBe(false);
});

describe('an edit', () => {
  const chunkOne = chunkIdSchema.parse(1);
  const history: StudioEvent = {
    name: 'history',
    payload: {
      project,
      undo: { id: 4, name: 'skip “Preface”', createdAt: '2026-11-01T10:00:00.000Z' },
      redo: null,
    },
  };

  it('has all of its project, the list and the followers of voices asked for again, and no other project', () => {
    const touched = [
      keys.project(project),
      keys.sections(project),
      keys.chunks(project, section),
      keys.assembly(project, section),
      keys.takes(project, chunkOne),
      keys.projects,
      keys.voices,
    ];
    const { tell, isStale } = page(...touched, keys.project(other), keys.history(other), keys.settings);
    tell(history);
    for (const key of touched) expect(isStale(key), key.join(' ')).toBe(true);
    for (const key of [keys.project(other), keys.history(other), keys.settings])
      expect(isStale(key), key.join(' ')).toBe(false);
  });

  it('tells what can be undone, which is not asked for again', () => {
    const { queries, tell, isStale } = page(keys.history(project));
    tell(history);
    expect(queries.getQueryData(keys.history(project))).toEqual(history.payload);
    expect(isStale(keys.history(project))).toBe(false);
  });
});

it('a chunk that was spoken has its takes asked for again, and those of no other', () => {
  const [mine, others] = [chunkIdSchema.parse(2), chunkIdSchema.parse(3)].map((id) =>
    keys.takes(project, id),
  );
  if (mine === undefined || others === undefined) throw new Error('two keys expected');
  const { tell, isStale } = page(mine, others);
  tell(spoken);
  expect([mine, others].map(isStale)).toEqual([true, false]);
});

it('no query is asked for again by the key of another one', () => {
  const leaves = [
    keys.project(project),
    keys.sections(project),
    keys.chunks(project, section),
    keys.assembly(project, section),
    keys.exportable(project, []),
    keys.exports(project),
    keys.history(project),
    keys.takes(project, chunkIdSchema.parse(1)),
  ];
  for (const [index, leaf] of leaves.entries()) {
    const { queries, isStale } = page(...leaves);
    void queries.invalidateQueries({ queryKey: leaf });
    expect(leaves.map(isStale).flatMap((stale, at) => (stale === true ? [at] : []))).toEqual([index]);
  }
});

it('an export has the list asked for again when it ends, and not at every step', () => {
  const { tell, isStale } = page(keys.exports(project));
  const progress = (state: ExportProgress['state']): StudioEvent => ({
    name: 'export',
    payload: { export: exportIdSchema.parse(1), project, state, fraction: 0.5, bytes: 10, problem: null },
  });
  tell(progress('running'));
  expect(isStale(keys.exports(project))).toBe(false);
  tell(progress('succeeded'));
  expect(isStale(keys.exports(project))).toBe(true);
});

describe('a try', () => {
  it('that begins is the newest, and stays one when it goes on', () => {
    const { queries, tell } = page();
    queries.setQueryData(keys.tries, [prediction(4, { kind: 'try' })]);
    for (const state of ['running', 'succeeded'] as const) {
      tell({ name: 'prediction', payload: { prediction: prediction(5, { kind: 'try', state }) } });
    }
    const tries = queries.getQueryData<Prediction[]>(keys.tries);
    expect(tries?.map(({ id, state }) => [id, state])).toEqual([
      [5, 'succeeded'],
      [4, 'running'],
    ]);
  });

  it('is not made up where nobody has asked for tries yet, and a chunk’s prediction is none', () => {
    const { queries, tell } = page();
    tell({ name: 'prediction', payload: { prediction: prediction(5, { kind: 'try' }) } });
    expect(queries.getQueryData(keys.tries)).toBeUndefined();
    queries.setQueryData(keys.tries, []);
    tell({ name: 'prediction', payload: { prediction: prediction(6) } });
    expect(queries.getQueryData(keys.tries)).toEqual([]);
  });
});

describe('what another window does', () => {
  it('to the settings is shown here, too', () => {
    const { queries, tell } = page(keys.settings);
    const settings = { ...defaultSettings, maxCost: 3 };
    tell({ name: 'settings', payload: settings });
    expect(queries.getQueryData(keys.settings)).toEqual(settings);
  });

  it('has its export in the list of its project from the beginning', () => {
    const { tell, isStale } = page(keys.exports(project), keys.exports(other));
    tell({ name: 'exports', payload: { project } });
    expect(isStale(keys.exports(project))).toBe(true);
    expect(isStale(keys.exports(other))).toBe(false);
  });
});
