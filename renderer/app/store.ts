import { useSyncExternalStore } from 'react';

/** A value outside React that components can watch. */
export interface Store<Value> {
  get: () => Value;
  set: (value: Value) => void;
  /** Calls back after every change; the answer stops it. */
  subscribe: (listener: () => void) => () => void;
}

/** A store that begins with a value. */
export function createStore<Value>(initial: Value): Store<Value> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value of a store, or what is selected of it; renders again only when that changes. */
export function useStore<Value, Selected = Value>(
  store: Store<Value>,
  select?: (value: Value) => Selected,
): Value | Selected {
  return useSyncExternalStore(store.subscribe, () =>
    select === undefined ? store.get() : select(store.get()),
  );
}
