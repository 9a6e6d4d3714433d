import { CircleCheck } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { stitchedUrl } from '../../electron/contract/media.ts';
import { Button } from '../ui/button.tsx';
import { clock, count, size } from '../ui/format.ts';
import styles from './export.module.css';
import { ExportTarget } from './export-target.tsx';
import type { LiveExport } from './live-export.ts';
import type { StartedExport } from './use-start-export.ts';

/** A finished export: it was opened again and checked before the studio said so. */
export function ExportResult(props: {
  finished: LiveExport;
  started: StartedExport;
  onAgain: () => void;
}): ReactNode {
  const { finished, started, onAgain } = props;
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const facts = [count(started.chapters, 'chapter'), clock(started.seconds), size(finished.bytes)];
  return (
    <div className={styles['panel']}>
      <p ref={heading} tabIndex={-1} className={styles['done']}>
        <CircleCheck size={20} aria-hidden /> {finished.fileName}
      </p>
      <p role="status">Checked: {facts.join(', ')}</p>
      <audio className={styles['player']} controls preload="metadata" src={stitchedUrl(started.stitched)} />
      <div className={styles['actions']}>
        <Button look="quiet" onClick={onAgain}>
          Export another
        </Button>
        <ExportTarget finished={finished} look="primary" />
      </div>
    </div>
  );
}
