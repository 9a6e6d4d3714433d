import { useEffect } from 'react';
import { Player } from './player.ts';

/** Calls back before every frame that is drawn. */
function everyFrame(callback: () => void): () => void {
  let request = requestAnimationFrame(function next() {
    callback();
    request = requestAnimationFrame(next);
  });
  return () => {
    cancelAnimationFrame(request);
  };
}

let shared: Player<HTMLAudioElement> | undefined;

/** The window's one player. */
export function thePlayer(): Player<HTMLAudioElement> {
  if (shared === undefined) {
    const audio = new Audio();
    audio.preload = 'auto';
    shared = new Player(audio, everyFrame);
  }
  return shared;
}

// While Lectern is worked on: the player of this file's next version is to be the only one that is heard.
import.meta.hot?.dispose(() => {
  shared?.close();
});

const usesSpace =
  'a, button, input, select, textarea, summary, [contenteditable], [role^="menu"], [role="switch"]';

/** Plays and pauses with the space bar, wherever it means nothing else. */
export function useSpaceToPlay(player: Player): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== ' ' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
        return;
      if (player.playback.get().track === null || document.querySelector('[role="dialog"]') !== null) return;
      if (event.target instanceof Element && event.target.closest(usesSpace) !== null) return;
      event.preventDefault();
      player.toggle();
    };
    globalThis.addEventListener('keydown', press);
    return () => {
      globalThis.removeEventListener('keydown', press);
    };
  }, [player]);
}
