import { longestName } from '../../../electron/contract/lengths.ts';
import { Pause, Play, ZoomIn, ZoomOut } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import type { Clip } from '../../../electron/contract/named-voice.ts';
import { ticketUrl } from '../../../electron/contract/media.ts';
import { keys, useCall } from '../../app/queries.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { clock } from '../../ui/format.ts';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { OpenedFile } from './opened-file.ts';
import styles from './reference.module.css';
import { SelectionWave } from './selection-wave.tsx';
import { firstSelection } from './selection.ts';
import { useSelectionSound } from './use-selection-sound.ts';

/** How many seconds a waveform shows at first, and at the closest. */
const firstView = 30;
const closestView = 5;

/** An audio file as a waveform, of which a few seconds are chosen, heard and cut out. */
export function ClipCutter(props: {
  opened: OpenedFile;
  onBack: () => void;
  onCut: (clip: Clip) => void;
}): ReactNode {
  const { ticket, file } = props.opened;
  const [selection, setSelection] = useState(() => firstSelection(file.seconds, file.peaks));
  const [name, setName] = useState(() => file.name.replace(/\.[^.]+$/u, ''));
  const [zoom, setZoom] = useState(() => Math.max(1, file.seconds / firstView));
  const playhead = useRef<HTMLDivElement>(null);
  const sound = useSelectionSound(ticketUrl(ticket), selection, (seconds) => {
    playhead.current?.style.setProperty('inset-inline-start', `${(seconds / file.seconds) * 100}%`);
  });
  const cut = useCall('references.cut', [keys.clips]);
  const problem = problemOf(cut.error) ?? sound.problem;
  const wanted = name.trim();
  return (
    <div className={styles['ways']}>
      <p className={styles['hint']}>
        {file.name} · {clock(file.seconds)}. Choose a stretch of clean speech, best 3 to 12 seconds long. Drag
        its ends, or move them with the arrow keys (with Shift by a second).
      </p>
      <div className={styles['cutter']}>
        <SelectionWave
          file={file}
          zoom={zoom}
          selection={selection}
          playhead={playhead}
          playing={sound.playing}
          onChange={setSelection}
        />
        <div className={styles['tools']}>
          <Button onClick={sound.toggle}>
            {sound.playing ? (
              <Pause size={16} fill="currentColor" aria-hidden />
            ) : (
              <Play size={16} fill="currentColor" aria-hidden />
            )}
            {sound.playing ? 'Stop' : 'Play the selection'}
          </Button>
          <p className={styles['times']}>
            {clock(selection.from)} – {clock(selection.to)} · {(selection.to - selection.from).toFixed(1)} s
          </p>
          <span className={styles['zoom']}>
            <IconButton
              label="Zoom out"
              disabled={zoom <= 1}
              onClick={() => {
                setZoom(Math.max(1, zoom / 2));
              }}
            >
              <ZoomOut size={18} aria-hidden />
            </IconButton>
            <IconButton
              label="Zoom in"
              disabled={file.seconds / zoom <= closestView}
              onClick={() => {
                setZoom(zoom * 2);
              }}
            >
              <ZoomIn size={18} aria-hidden />
            </IconButton>
          </span>
        </div>
      </div>
      <TextField label="Name of the clip" value={name} maxLength={longestName} onChange={setName} />
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className={styles['end']}>
        <Button onClick={props.onBack}>Back</Button>
        <Button
          look="primary"
          disabled={wanted === '' || cut.isPending}
          onClick={() => {
            sound.stop();
            cut.mutate({ ticket, name: wanted, ...selection }, { onSuccess: props.onCut });
          }}
        >
          {cut.isPending ? 'Cutting …' : 'Cut this clip'}
        </Button>
      </div>
    </div>
  );
}
