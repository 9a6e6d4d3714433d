import { useEffect, useRef, useState, type RefObject } from 'react';
import WaveSurfer from 'wavesurfer.js';
import { clock } from '../ui/format.ts';
import type { Player } from './player.ts';
import type { TrackPeaks } from './use-chapter-sound.ts';

/** Height of the waveform in pixels. */
const height = 96;

/** What the arrow keys jump, in seconds. */
const arrowStep = 5;

/** Draws a waveform in a container and keeps it in step with the player; destroyed with the component. */
export function useWavesurfer(
  container: RefObject<HTMLElement | null>,
  player: Player<HTMLAudioElement>,
  peaks: TrackPeaks | undefined,
  minPxPerSec: number,
): void {
  const newest = useRef(peaks);
  newest.current = peaks;
  const [surfer, setSurfer] = useState<WaveSurfer | null>(null);
  const hasPeaks = peaks !== undefined;

  useEffect(() => {
    const first = newest.current;
    if (container.current === null || first === undefined) return;
    // With peaks and a length it neither fetches nor decodes; the element's source stays the player's business.
    const created = WaveSurfer.create({
      container: container.current,
      media: player.media,
      height,
      cursorWidth: 2,
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      barMinHeight: 1,
      dragToSeek: { debounceTime: 60 },
      ...drawing(first),
      ...colours(),
    });
    const stopSlider = makeSlider(created.getWrapper(), player);
    const themes = new MutationObserver(() => {
      created.setOptions(colours());
    });
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    setSurfer(created);
    return () => {
      themes.disconnect();
      stopSlider();
      created.destroy();
      setSurfer(null);
    };
  }, [container, player, hasPeaks]);

  useEffect(() => {
    if (surfer !== null && peaks !== undefined) surfer.setOptions({ ...drawing(peaks), minPxPerSec });
  }, [surfer, peaks, minPxPerSec]);
}

function drawing({ above, below, loudest, duration }: TrackPeaks): {
  peaks: Float32Array[];
  duration: number;
  maxPeak: number;
  normalize: boolean;
} {
  return { peaks: [above, below], duration, maxPeak: loudest, normalize: true };
}

function colours(): { waveColor: string; progressColor: string; cursorColor: string } {
  const tokens = getComputedStyle(document.documentElement);
  const colour = (name: string): string => tokens.getPropertyValue(name).trim();
  return {
    waveColor: colour('--wave'),
    progressColor: colour('--wave-played'),
    cursorColor: colour('--accent'),
  };
}

/** Makes the waveform a slider for the keyboard and for screen readers; the answer undoes it. */
function makeSlider(element: HTMLElement, player: Player): () => void {
  const attributes = { role: 'slider', tabindex: '0', 'aria-label': 'Position in the chapter' };
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  let shown = '';
  const show = (seconds: number): void => {
    const text = `${clock(seconds)} of ${clock(player.duration)}`;
    if (text === shown) return;
    shown = text;
    element.setAttribute('aria-valuemin', '0');
    element.setAttribute('aria-valuemax', String(Math.floor(player.duration)));
    element.setAttribute('aria-valuenow', String(Math.floor(seconds)));
    element.setAttribute('aria-valuetext', text);
  };
  const press = (event: KeyboardEvent): void => {
    const act = sliderKeys[event.key];
    if (act === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act(player);
  };
  show(player.media.currentTime);
  element.addEventListener('keydown', press);
  const stopTime = player.onTime(show);
  return () => {
    stopTime();
    element.removeEventListener('keydown', press);
  };
}

const sliderKeys: Readonly<Record<string, (player: Player) => void>> = {
  ArrowLeft: (player) => {
    player.skip(-arrowStep);
  },
  ArrowDown: (player) => {
    player.skip(-arrowStep);
  },
  ArrowRight: (player) => {
    player.skip(arrowStep);
  },
  ArrowUp: (player) => {
    player.skip(arrowStep);
  },
  PageUp: (player) => {
    player.previous();
  },
  PageDown: (player) => {
    player.next();
  },
  Home: (player) => {
    player.seek(0);
  },
  End: (player) => {
    player.seek(player.duration);
  },
};
