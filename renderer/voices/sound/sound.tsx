import { useQuery } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import WaveSurfer from 'wavesurfer.js';
import { IconButton } from '../../ui/button.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { channels, colours, followTheme } from '../../waveform/use-wavesurfer.ts';
import { beTheOnlyOne } from './one-sound.ts';
import { soundShapeQuery, type SoundShape } from './sound-peaks.ts';
import styles from './sound.module.css';

/** Height of the waveform in pixels. */
const height = 40;

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
    <div className={styles['sound']}>
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
      <IconButton
        local
        label={`${playing ? 'Pause' : 'Play'} ${label}`}
        look="secondary"
        className={styles['play']}
        onClick={toggle}
      >
        {playing ? (
          <Pause size={16} fill="currentColor" aria-hidden />
        ) : (
          <Play size={16} fill="currentColor" aria-hidden />
        )}
      </IconButton>
      <div className={styles['wave']} aria-hidden>
        {shape !== undefined && <Wave audio={audio} shape={shape} />}
      </div>
      <span className={styles['length']}>{shape !== undefined && `${shape.seconds.toFixed(1)} s`}</span>
      {problem !== null && (
        <div className={styles['problem']}>
          <ProblemNotice problem={problem} />
        </div>
      )}
    </div>
  );
}

const notPlayed = {
  code: 'file-unreadable',
  message: 'The sound could not be played.',
  action: 'See whether Lectern is still running, and try again.',
} as const;

/** The waveform of a sound, in step with the element that plays it. */
export function Wave({
  audio,
  shape,
}: {
  audio: RefObject<HTMLAudioElement | null>;
  shape: SoundShape;
}): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (container.current === null || audio.current === null) return;
    // With peaks and a length it neither fetches nor decodes.
    const surfer = WaveSurfer.create({
      container: container.current,
      media: audio.current,
      peaks: channels(shape.peaks),
      duration: shape.seconds,
      height,
      cursorWidth: 1,
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      barMinHeight: 1,
      ...colours(),
    });
    const stopThemes = followTheme(surfer);
    return () => {
      stopThemes();
      surfer.destroy();
    };
  }, [audio, shape]);
  return <div ref={container} />;
}
