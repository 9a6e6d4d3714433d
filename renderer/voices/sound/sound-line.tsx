import { Pause, Play } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import type { TakeId } from '../../../electron/contract/ids.ts';
import type { Problem } from '../../../electron/contract/problem.ts';
import { IconButton } from '../../ui/button.tsx';
import { ProblemNotice } from '../../ui/notice.tsx';
import type { SoundShape } from './sound-peaks.ts';
import styles from './sound-line.module.css';
import { Wave } from './wave.tsx';

/** A button that plays a sound of a few seconds, its waveform and its length, in one line; below, why it is silent. */
export function SoundLine(props: {
  /** What is played, in words that follow “Play”. */
  label: string;
  audio: RefObject<HTMLAudioElement | null>;
  playing: boolean;
  onToggle: () => void;
  /** How it is drawn; undefined while that is not known yet. */
  shape: SoundShape | undefined;
  /** Undefined while that is not known yet. */
  seconds: number | undefined;
  problem: Problem | null;
  /** Of which take it is, and whether that is what is heard of its chunk: the keyboard goes there. */
  take?: { id: TakeId; heard: boolean };
}): ReactNode {
  const { label, audio, playing, shape, seconds, problem, take } = props;
  const Icon = playing ? Pause : Play;
  return (
    <div className={styles['sound']}>
      <IconButton
        local
        label={`${playing ? 'Pause' : 'Play'} ${label}`}
        look={playing && take !== undefined ? 'primary' : 'secondary'}
        className={styles['play']}
        data-plays={take?.id}
        data-heard={take?.heard}
        onClick={props.onToggle}
      >
        <Icon size={16} fill="currentColor" aria-hidden />
      </IconButton>
      <div className={styles['wave']} aria-hidden>
        {shape !== undefined && <Wave audio={audio} shape={shape} />}
      </div>
      <span className={styles['length']}>{seconds !== undefined && `${seconds.toFixed(1)} s`}</span>
      {problem !== null && (
        <div className={styles['problem']}>
          <ProblemNotice problem={problem} />
        </div>
      )}
    </div>
  );
}
