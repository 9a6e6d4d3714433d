import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/problem.ts';
import { beTheOnlyOne } from '../sound/one-sound.ts';
import type { Selection } from './selection.ts';

const notPlayed: Problem = {
  code: 'file-unreadable',
  message: 'This browser cannot play the file.',
  action: 'You can cut it all the same; the clip can be heard then.',
};

/** What plays a selection. */
export interface SelectionSound {
  playing: boolean;
  problem: Problem | null;
  toggle: () => void;
  stop: () => void;
}

/** Plays a stretch of a file, as it is selected by then; `onTime` gets the seconds with every frame. */
export function useSelectionSound(
  url: string,
  selection: Selection,
  onTime: (seconds: number) => void,
): SelectionSound {
  const [audio] = useState(() => new Audio(url));
  const [playing, setPlaying] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef({ selection, onTime });
  useEffect(() => {
    latest.current = { selection, onTime };
  });

  useEffect(() => {
    if (!playing) return;
    let frame = requestAnimationFrame(function follow() {
      latest.current.onTime(audio.currentTime);
      if (audio.currentTime >= latest.current.selection.to) audio.pause();
      frame = requestAnimationFrame(follow);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [audio, playing]);

  useEffect(() => {
    const told = new AbortController();
    const { signal } = told;
    audio.addEventListener(
      'play',
      () => {
        beTheOnlyOne(audio);
        setPlaying(true);
      },
      { signal },
    );
    audio.addEventListener(
      'pause',
      () => {
        setPlaying(false);
      },
      { signal },
    );
    audio.addEventListener(
      'error',
      () => {
        setProblem(notPlayed);
      },
      { signal },
    );
    return () => {
      told.abort();
      audio.pause();
    };
  }, [audio]);

  const stop = (): void => {
    audio.pause();
  };
  return {
    playing,
    problem,
    stop,
    toggle: () => {
      if (playing) {
        stop();
        return;
      }
      setProblem(null);
      if (audio.error !== null) audio.load();
      audio.currentTime = latest.current.selection.from;
      // Whatever keeps it from playing is told by the element's own event.
      audio.play().catch(() => {
        setPlaying(false);
      });
    },
  };
}
