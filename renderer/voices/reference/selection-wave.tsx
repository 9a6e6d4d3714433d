import {
  useEffect,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import type { ReferenceFile } from '../../../electron/contract/named-voice.ts';
import { clock } from '../../ui/format.ts';
import { drawnPairs } from '../../waveform/peaks.ts';
import { drawWave } from '../sound/draw-wave.ts';
import styles from './selection-wave.module.css';
import { movedTo, stepOf, withFrom, withTo, type Selection } from './selection.ts';

/** Height of the waveform in pixels. */
const height = 96;

/** The waveform of a file with the selected stretch, whose two ends are moved by pointer or keys. */
export function SelectionWave(props: {
  file: ReferenceFile;
  /** How many times as wide as its place it is. */
  zoom: number;
  selection: Selection;
  /** The line at what is heard, placed by whoever plays. */
  playhead: RefObject<HTMLDivElement | null>;
  playing: boolean;
  onChange: (selection: Selection) => void;
}): ReactNode {
  const { file, zoom, selection, onChange } = props;
  const { seconds } = file;
  const { from, to } = selection;
  const field = useRef<HTMLDivElement>(null);
  const wave = useRef<HTMLDivElement>(null);
  useWave(wave, file);
  useKeptInSight(field, zoom, (from + to) / 2 / seconds);

  const secondsAt = ({ clientX }: PointerEvent): number => {
    const box = field.current?.getBoundingClientRect();
    return box === undefined ? 0 : ((clientX - box.left) / box.width) * seconds;
  };
  const place = (time: number): string => `${(time / seconds) * 100}%`;
  return (
    <div className={styles['scroller']}>
      <div ref={field} className={styles['field']} style={{ width: `${zoom * 100}%`, height }}>
        <div ref={wave} className={styles['wave']} aria-hidden />
        <div className={styles['outside']} style={{ insetInline: `0 ${place(seconds - from)}` }} />
        <div className={styles['outside']} style={{ insetInline: `${place(to)} 0` }} />
        <Dragged
          className={styles['inside']}
          style={{ insetInline: `${place(from)} ${place(seconds - to)}` }}
          timeAt={secondsAt}
          start={from}
          onDrag={(time) => {
            onChange(movedTo(selection, time, seconds));
          }}
        />
        <div ref={props.playhead} className={styles['playhead']} hidden={!props.playing} />
        <Handle
          label="Beginning of the selection"
          time={from}
          seconds={seconds}
          timeAt={secondsAt}
          onMove={(time) => {
            onChange(withFrom(selection, time));
          }}
        />
        <Handle
          label="End of the selection"
          time={to}
          seconds={seconds}
          timeAt={secondsAt}
          onMove={(time) => {
            onChange(withTo(selection, time, seconds));
          }}
        />
      </div>
    </div>
  );
}

function Handle(props: {
  label: string;
  time: number;
  seconds: number;
  timeAt: (event: PointerEvent) => number;
  onMove: (time: number) => void;
}): ReactNode {
  const { time, seconds, onMove } = props;
  const press = (event: KeyboardEvent): void => {
    const step = stepOf(event.key, event.shiftKey);
    if (step === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onMove(time + step);
  };
  return (
    <Dragged
      className={styles['handle']}
      style={{ insetInlineStart: `${(time / seconds) * 100}%` }}
      timeAt={props.timeAt}
      start={time}
      onDrag={onMove}
      slider={{
        role: 'slider',
        tabIndex: 0,
        'aria-label': props.label,
        'aria-valuemin': 0,
        'aria-valuemax': seconds,
        'aria-valuenow': time,
        'aria-valuetext': `${clock(time)}, ${time.toFixed(1)} seconds`,
        onKeyDown: press,
      }}
    />
  );
}

/** What is taken by a pointer and moved along the time. */
function Dragged(props: {
  className: string | undefined;
  style: React.CSSProperties;
  timeAt: (event: PointerEvent) => number;
  /** Where it stands, in seconds. */
  start: number;
  onDrag: (time: number) => void;
  slider?: React.HTMLAttributes<HTMLDivElement>;
}): ReactNode {
  // How far from its own place it was taken, in seconds, while it is held.
  const grip = useRef<number | null>(null);
  return (
    <div
      {...props.slider}
      className={props.className}
      style={props.style}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = props.timeAt(event) - props.start;
      }}
      onPointerMove={(event) => {
        if (grip.current !== null) props.onDrag(props.timeAt(event) - grip.current);
      }}
      onPointerUp={() => {
        grip.current = null;
      }}
      onPointerCancel={() => {
        grip.current = null;
      }}
    />
  );
}

function useWave(container: RefObject<HTMLDivElement | null>, file: ReferenceFile): void {
  useEffect(() => {
    if (container.current === null) return;
    return drawWave({
      container: container.current,
      peaks: drawnPairs(file.peaks),
      duration: file.seconds,
      height,
      interact: false,
      cursorWidth: 0,
    });
  }, [container, file]);
}

/** Keeps a place, from 0 to 1, in the middle of what is seen when the zoom changes. */
function useKeptInSight(field: RefObject<HTMLDivElement | null>, zoom: number, place: number): void {
  const latest = useRef(place);
  useEffect(() => {
    latest.current = place;
  });
  useEffect(() => {
    const scroller = field.current?.parentElement;
    if (scroller === null || scroller === undefined) return;
    scroller.scrollLeft = latest.current * scroller.scrollWidth - scroller.clientWidth / 2;
  }, [field, zoom]);
}
