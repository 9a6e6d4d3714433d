import { useEffect, useRef, useState, type RefObject } from 'react';
import WaveSurfer from 'wavesurfer.js';
import { clock } from '../ui/format.ts';
import type { DrawnPeaks } from './peaks.ts';
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
    let undo: (() => void) | undefined;
    // Only once the element has settled on its source: wavesurfer would put back the one that it finds now.
    const settled = setTimeout(() => {
      if (container.current === null || newest.current === undefined) return;
      const created = create(container.current, player, newest.current);
      setSurfer(created.surfer);
      undo = created.undo;
    });
    return () => {
      clearTimeout(settled);
      undo?.();
      setSurfer(null);
    };
  }, [container, player, hasPeaks]);

  useEffect(() => {
    if (surfer === null || peaks === undefined) return;
    const { currentSrc, src } = player.media;
    // The source that it has already: this only draws. It gives up by itself when newer peaks come.
    void surfer.load(currentSrc || src, channels(peaks), peaks.duration).catch(() => undefined);
  }, [surfer, player, peaks]);

  useEffect(() => {
    surfer?.setOptions({ minPxPerSec });
  }, [surfer, minPxPerSec]);
}

function create(
  container: HTMLElement,
  player: Player<HTMLAudioElement>,
  peaks: TrackPeaks,
): { surfer: WaveSurfer; undo: () => void } {
  // With peaks and a length it neither fetches nor decodes; the element's source stays the player's business.
  const surfer = WaveSurfer.create({
    container,
    media: player.media,
    peaks: channels(peaks),
    duration: peaks.duration,
    height,
    cursorWidth: 2,
    barWidth: 2,
    barGap: 1,
    barRadius: 1,
    barMinHeight: 1,
    dragToSeek: { debounceTime: 60 },
    ...colours(),
  });
  const stopSlider = makeSlider(surfer.getWrapper(), player);
  const stopThemes = followTheme(surfer);
  const undo = (): void => {
    stopThemes();
    stopSlider();
    surfer.destroy();
  };
  return { surfer, undo };
}

/** Maxima above the line and minima below it, as tall as the loudest of them allows. */
export function channels({ above, below, loudest }: DrawnPeaks): Float32Array[] {
  return [above.map((value) => value / loudest), below.map((value) => value / loudest)];
}

/** Gives a waveform its colours anew whenever the theme changes; the answer stops it. */
export function followTheme(surfer: WaveSurfer): () => void {
  const themes = new MutationObserver(() => {
    surfer.setOptions(colours());
  });
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    themes.disconnect();
  };
}

/** The colours of a waveform, as the page's theme has them now. */
export function colours(): { waveColor: string; progressColor: string; cursorColor: string } {
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
