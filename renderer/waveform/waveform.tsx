import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { ProblemNotice } from '../ui/notice.tsx';
import type { Track } from './chapter-sound.ts';
import { levelFor } from './peaks.ts';
import type { Player } from './player.ts';
import { useTrackPeaks } from './use-chapter-sound.ts';
import { useWavesurfer } from './use-wavesurfer.ts';
import styles from './waveform.module.css';

/** Pixels from one bar of the waveform to the next. */
const barPitch = 3;

/** The waveform of a track; `zoom` times as wide as its place. */
export function Waveform(props: { player: Player<HTMLAudioElement>; track: Track; zoom: number }): ReactNode {
  const { player, track, zoom } = props;
  const container = useRef<HTMLDivElement>(null);
  const width = useWidth(container);
  const { peaks, problem } = useTrackPeaks(track, levelFor(track.samples, (width * zoom) / barPitch));
  const duration = track.samples / track.sampleRate;
  useWavesurfer(container, player, peaks, zoom === 1 ? 0 : (width * zoom) / duration);
  return (
    <>
      <div ref={container} className={styles['waveform']} />
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}

/** Width of an element in steps of 64 pixels, so that dragging a window's edge does not fetch peaks all along. */
function useWidth(element: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(640);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.max(64, Math.round(entry.contentRect.width / 64) * 64));
    });
    observer.observe(measured);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return width;
}
