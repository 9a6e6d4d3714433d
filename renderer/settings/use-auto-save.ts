import { useEffect, useState } from 'react';
import { useStore } from '../app/store.ts';
import { AutoSave, type SaveState } from './auto-save.ts';

/** Values that are saved as they are changed. */
export interface Saved<Values> {
  /** What is stored, with what was changed since. */
  values: Values;
  state: SaveState<Values>;
  /** Changes and saves a moment later; at once with `delay` 0. */
  change: (change: Partial<Values>, delay?: number) => void;
  retry: () => void;
}

/** Saves changes to `stored` by `save`, and saves the last of them when this goes out of sight. */
export function useAutoSave<Values extends object>(
  stored: Values,
  save: (change: Partial<Values>) => Promise<unknown>,
): Saved<Values> {
  // `save` is taken once: callers make it of what stays the same as long as they are shown.
  const [saver] = useState(() => new AutoSave(save));
  const state = useStore<SaveState<Values>>(saver.state);
  useEffect(
    () => () => {
      void saver.flush();
    },
    [saver],
  );
  useEffect(() => {
    saver.renewed();
  }, [saver, stored]);
  return {
    values: { ...stored, ...state.changed },
    state,
    change: (change, delay) => {
      saver.change(change, delay);
    },
    retry: () => {
      void saver.flush();
    },
  };
}
