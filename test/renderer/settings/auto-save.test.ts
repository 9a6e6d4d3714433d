import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LecternError } from '../../../electron/contract/problem.ts';
import { AutoSave, saveDelay } from '../../../renderer/settings/auto-save.ts';

interface Values {
  theme: string;
  limit: number;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('changes in quick succession are saved once, together', async () => {
  const saves: Partial<Values>[] = [];
  const saver = new AutoSave<Values>((change) => Promise.resolve(saves.push(change)));
  saver.change({ limit: 100 });
  saver.change({ limit: 120 });
  saver.change({ theme: 'dark' });
  expect(saver.state.get()).toMatchObject({ status: 'saving', changed: { limit: 120, theme: 'dark' } });
  await vi.advanceTimersByTimeAsync(saveDelay - 1);
  expect(saves).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(saves).toEqual([{ limit: 120, theme: 'dark' }]);
  expect(saver.state.get()).toMatchObject({ status: 'saved', problem: null });
});

test('a change made while an older one is being stored is not lost, and is stored after it', async () => {
  const saves: Partial<Values>[] = [];
  const first = Promise.withResolvers<undefined>();
  const saver = new AutoSave<Values>((change) => {
    saves.push(change);
    return saves.length === 1 ? first.promise : Promise.resolve();
  });
  saver.change({ limit: 100 }, 0);
  await vi.advanceTimersByTimeAsync(0);
  saver.change({ limit: 200 }, 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(saves).toEqual([{ limit: 100 }]);
  first.resolve(undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(saves).toEqual([{ limit: 100 }, { limit: 200 }]);
  expect(saver.state.get()).toMatchObject({ status: 'saved', problem: null });
});

test('what could not be saved stays, says why, and is saved when tried again', async () => {
  const full = new LecternError('disk-full', 'The disk is full.', 'Make room.');
  const saves: Partial<Values>[] = [];
  const saver = new AutoSave<Values>((change) => {
    saves.push(change);
    return saves.length === 1 ? Promise.reject(full) : Promise.resolve();
  });
  saver.change({ theme: 'dark' }, 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(saver.state.get()).toEqual({ status: 'failed', changed: { theme: 'dark' }, problem: full.problem });
  await saver.flush();
  expect(saves).toEqual([{ theme: 'dark' }, { theme: 'dark' }]);
  expect(saver.state.get().status).toBe('saved');
});

test('leaving the view saves what was still waiting, once', async () => {
  const saves: Partial<Values>[] = [];
  const saver = new AutoSave<Values>((change) => Promise.resolve(saves.push(change)));
  saver.change({ limit: 60 });
  await saver.flush();
  await vi.advanceTimersByTimeAsync(saveDelay * 2);
  expect(saves).toEqual([{ limit: 60 }]);
});

test('what was saved is shown until the stored values are read again: it does not jump back in between', async () => {
  const saver = new AutoSave<Values>(() => Promise.resolve());
  saver.change({ theme: 'dark' }, 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(saver.state.get()).toEqual({ status: 'saved', changed: { theme: 'dark' }, problem: null });
  saver.change({ limit: 100 });
  saver.renewed();
  expect(saver.state.get().changed).toEqual({ limit: 100 });
});

test('values read while a change is being stored do not undo it', async () => {
  const saving = Promise.withResolvers<undefined>();
  const saver = new AutoSave<Values>(() => saving.promise);
  saver.change({ theme: 'dark' }, 0);
  await vi.advanceTimersByTimeAsync(0);
  saver.renewed();
  expect(saver.state.get().changed).toEqual({ theme: 'dark' });
  saving.resolve(undefined);
  await vi.advanceTimersByTimeAsync(0);
  saver.renewed();
  expect(saver.state.get().changed).toEqual({});
});
