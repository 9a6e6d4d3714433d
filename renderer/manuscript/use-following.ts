import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useState, type RefObject } from 'react';
import { Scope } from '../../electron/scope/scope.ts';

/** Keys by which a person scrolls. */
const scrollKeys: ReadonlySet<string> = new Set([
  'PageUp',
  'PageDown',
  'Home',
  'End',
  'ArrowUp',
  'ArrowDown',
]);

/** Keeps the row at the playhead in sight, until the person scrolls elsewhere; playing or jumping brings it back. */
export function useFollowing(options: {
  scroller: RefObject<HTMLElement | null>;
  /** What holds the player: whoever uses it wants to see where it is. */
  stage: RefObject<HTMLElement | null>;
  list: RefObject<HTMLElement | null>;
  virtualizer: Virtualizer<HTMLElement, Element>;
  /** The row that is heard; -1 for none. */
  index: number;
  playing: boolean;
}): { lost: boolean; pause: () => void; resume: () => void } {
  const { scroller, stage, list, virtualizer, index, playing } = options;
  const [lost, setLost] = useState(false);
  const pause = useCallback(() => {
    setLost(true);
  }, []);
  const resume = useCallback(() => {
    setLost(false);
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const press = (event: KeyboardEvent): void => {
      if (scrollKeys.has(event.key) && event.target === element) pause();
    };
    const grab = (event: PointerEvent): void => {
      // The element itself is hit only at its scrollbar and its margins.
      if (event.target === element) pause();
    };
    const scope = new Scope();
    scope.listen(element, 'wheel', pause, { passive: true });
    scope.listen(element, 'touchmove', pause, { passive: true });
    scope.listen(element, 'pointerdown', grab);
    scope.listen(element, 'keydown', press);
    return scope.close;
  }, [scroller, pause]);

  useEffect(() => {
    setLost(false);
  }, [playing]);

  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const scope = new Scope();
    scope.listen(element, 'click', resume);
    scope.listen(element, 'keydown', resume);
    return scope.close;
  }, [stage, resume]);

  useEffect(() => {
    if (lost || index === -1) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
    if (row !== null && isComfortable(row, scroller.current, virtualizer)) return;
    virtualizer.scrollToIndex(index, {
      align: 'start',
      behavior: row === null || isStill() ? 'auto' : 'smooth',
    });
  }, [scroller, list, virtualizer, index, lost]);

  return { lost, pause, resume };
}

/** Whether a row is wholly in sight, and not so low that the next one will not be. */
function isComfortable(
  row: HTMLElement,
  scroller: HTMLElement | null,
  { options }: Virtualizer<HTMLElement, Element>,
): boolean {
  if (scroller === null) return true;
  const shown = scroller.getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  return top >= shown.top + options.scrollPaddingStart - 16 && bottom <= shown.bottom - 64;
}

function isStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
