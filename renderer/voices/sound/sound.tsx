import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { problemOf } from '../../ui/notice.tsx';
import { beTheOnlyOne } from './one-sound.ts';
import { SoundLine } from './sound-line.tsx';
import { soundShapeQuery } from './sound-peaks.ts';

/** A sound of a few seconds: a button that plays it, and its waveform. */
export function Sound({ url, label }: { url: string; label: string }): ReactNode {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [broken, setBroken] = useState(false);
  const { data: shape, error } = useQuery(soundShapeQuery(url));
  const problem = problemOf(error) ?? (broken ? notPlayed : null);
  const toggle = (): void => {
    const media = audio.current;
    if (media === null) return;
    if (media.paused) {
      media.play().catch(() => {
        setBroken(media.error !== null);
      });
    } else media.pause();
  };
  return (
    <>
      <audio
        ref={audio}
        src={url}
        preload="none"
        onPlay={({ currentTarget }) => {
          beTheOnlyOne(currentTarget);
          setBroken(false);
          setPlaying(true);
        }}
        onPause={() => {
          setPlaying(false);
        }}
      />
      <SoundLine {...{ label, audio, playing, shape, problem }} seconds={shape?.seconds} onToggle={toggle} />
    </>
  );
}

const notPlayed = {
  code: 'file-unreadable',
  message: 'The sound could not be played.',
  action: 'See whether Lectern is still running, and try again.',
} as const;
