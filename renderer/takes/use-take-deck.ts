import { useEffect, useState } from 'react';
import type { TakeId } from '../../electron/contract/ids.ts';
import { takeUrl } from '../../electron/contract/media.ts';
import { beTheOnlyOne } from '../voices/sound/one-sound.ts';
import { TakeDeck, type Slot } from './take-deck.ts';

/** What a key press goes to by itself. */
const usesSpace = 'a, button, input, select, textarea, summary, [contenteditable], [role^="menu"]';

/** A deck that is silent as soon as its component is gone. */
export function useTakeDeck(): TakeDeck<HTMLAudioElement> {
  const [deck] = useState(
    () =>
      new TakeDeck((take) => {
        const audio = new Audio(takeUrl(take));
        audio.preload = 'auto';
        audio.addEventListener('play', () => {
          beTheOnlyOne(audio);
        });
        return audio;
      }),
  );
  useEffect(
    () => () => {
      deck.stop();
    },
    [deck],
  );
  return deck;
}

/** Plays by key: A and B go on in that take at the same place, space plays and pauses. `onHear` is told which it is. */
export function useDeckKeys(deck: TakeDeck<HTMLAudioElement>, onHear: (take: TakeId) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (target instanceof Element && target.closest('input, select, textarea') !== null) return;
      const slot = slots.get(event.key.toLowerCase());
      if (slot !== undefined) {
        const take = deck.hear(slot);
        if (take !== null) onHear(take);
      } else if (event.key === ' ') {
        if (target instanceof Element && target.closest(usesSpace) !== null) return;
        deck.toggleLast();
      } else return;
      event.preventDefault();
    };
    globalThis.addEventListener('keydown', press);
    return () => {
      globalThis.removeEventListener('keydown', press);
    };
  }, [deck, onHear]);
}

const slots: ReadonlyMap<string, Slot> = new Map<string, Slot>([
  ['a', 'a'],
  ['b', 'b'],
]);
