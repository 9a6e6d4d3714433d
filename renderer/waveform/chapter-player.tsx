import { ChevronFirst, ChevronLast, Pause, Play, RotateCcw, RotateCw, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ProjectId, SectionId } from '../../electron/contract/ids.ts';
import { useStore } from '../app/store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { clock } from '../ui/format.ts';
import { ProblemNotice } from '../ui/notice.tsx';
import styles from './chapter-player.module.css';
import type { Player } from './player.ts';
import { useChapterSound } from './use-chapter-sound.ts';
import { Waveform } from './waveform.tsx';

/** What the jump buttons jump, in seconds. */
const jump = 10;

/** The closest zoom still shows this many seconds across the waveform. */
const closestView = 10;

const notPlayed = {
  code: 'file-unreadable',
  message: 'The sound of this chapter could not be played.',
  action: 'Try again; if it stays silent, see whether Lectern is still running.',
} as const;

/** The sound of a chapter: its waveform, and what plays it. */
export function ChapterPlayer(props: {
  player: Player<HTMLAudioElement>;
  project: ProjectId;
  section: SectionId;
  /** What is said while nothing can be heard. */
  empty: string;
}): ReactNode {
  const { player } = props;
  const { waiting, problem, retry } = useChapterSound(player, props.project, props.section);
  const { track, broken } = useStore(player.playback);
  const [zoom, setZoom] = useState(1);
  if (problem !== null) {
    return (
      <ProblemNotice problem={problem}>
        <Button onClick={retry}>Try again</Button>
      </ProblemNotice>
    );
  }
  if (track === null) {
    return (
      <div className={styles['empty']} data-waiting={waiting}>
        {waiting ? 'Fetching the sound …' : props.empty}
      </div>
    );
  }
  const duration = track.samples / track.sampleRate;
  return (
    <section aria-label="Player" className={styles['player']}>
      {broken && (
        <ProblemNotice problem={notPlayed}>
          <Button onClick={retry}>Try again</Button>
        </ProblemNotice>
      )}
      <Waveform player={player} track={track} zoom={zoom} />
      <div className={styles['controls']}>
        <Time player={player} duration={duration} />
        <Transport player={player} />
        <Zoom zoom={zoom} most={Math.max(1, duration / closestView)} onZoom={setZoom} />
      </div>
    </section>
  );
}

function Transport({ player }: { player: Player }): ReactNode {
  const { playing } = useStore(player.playback);
  return (
    <div className={styles['transport']}>
      <IconButton
        local
        label="Previous chunk"
        onClick={() => {
          player.previous();
        }}
      >
        <ChevronFirst size={20} aria-hidden />
      </IconButton>
      <IconButton
        local
        label={`Back ${jump} seconds`}
        onClick={() => {
          player.skip(-jump);
        }}
      >
        <RotateCcw size={18} aria-hidden />
      </IconButton>
      <IconButton
        local
        label={playing ? 'Pause' : 'Play'}
        look="primary"
        className={styles['play']}
        onClick={() => {
          player.toggle();
        }}
      >
        {playing ? (
          <Pause size={20} fill="currentColor" aria-hidden />
        ) : (
          <Play size={20} fill="currentColor" aria-hidden />
        )}
      </IconButton>
      <IconButton
        local
        label={`Forward ${jump} seconds`}
        onClick={() => {
          player.skip(jump);
        }}
      >
        <RotateCw size={18} aria-hidden />
      </IconButton>
      <IconButton
        local
        label="Next chunk"
        onClick={() => {
          player.next();
        }}
      >
        <ChevronLast size={20} aria-hidden />
      </IconButton>
    </div>
  );
}

/** Time and length; the time is written into the page with every tick, past React. */
function Time({ player, duration }: { player: Player; duration: number }): ReactNode {
  const elapsed = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const show = (seconds: number): void => {
      const text = clock(seconds);
      if (elapsed.current !== null && elapsed.current.textContent !== text)
        elapsed.current.textContent = text;
    };
    show(player.media.currentTime);
    return player.onTime(show);
  }, [player]);
  return (
    <div className={styles['time']}>
      <span ref={elapsed} data-testid="elapsed" />
      <span className={styles['total']}> / {clock(duration)}</span>
    </div>
  );
}

function Zoom(props: { zoom: number; most: number; onZoom: (zoom: number) => void }): ReactNode {
  const { zoom, most, onZoom } = props;
  return (
    <div className={styles['zoom']}>
      <IconButton
        local
        label="Zoom out"
        disabled={zoom <= 1}
        onClick={() => {
          onZoom(zoom / 2);
        }}
      >
        <ZoomOut size={18} aria-hidden />
      </IconButton>
      <IconButton
        local
        label="Zoom in"
        disabled={zoom * 2 > most}
        onClick={() => {
          onZoom(zoom * 2);
        }}
      >
        <ZoomIn size={18} aria-hidden />
      </IconButton>
    </div>
  );
}
