import type { Store } from './store.ts';

/** What keeps texts by name, as the browser's `sessionStorage` does. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Keeps a store's value under a name beside the page, so that it outlives its being loaded again, and brings back what
 * was kept: `read` makes the value of it, or undefined of what it cannot read; `write` tells what is to be kept, as
 * plain data, or null for nothing. Where nothing can be kept, the value lives as long as the page. The answer stops keeping.
 */
export function keepOn<Value>(
  shelf: () => Shelf,
  name: string,
  store: Store<Value>,
  { read, write }: { read: (kept: unknown) => Value | undefined; write: (value: Value) => unknown },
): () => void {
  quietly(() => {
    const value = read(JSON.parse(shelf().getItem(name) ?? 'null'));
    if (value !== undefined) store.set(value);
  });
  return store.subscribe(() => {
    quietly(() => {
      const kept = write(store.get());
      if (kept === null) shelf().removeItem(name);
      else shelf().setItem(name, JSON.stringify(kept));
    });
  });
}

function quietly(keep: () => void): void {
  try {
    keep();
  } catch {
    // A browser may have no room for it, or be told to keep nothing.
  }
}
