import { PencilLine, Timer } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Chunk } from '../../electron/contract/project.ts';
import { secondsWords } from './edit-words.ts';
import styles from './chunk-marks.module.css';

/** What was edited of a chunk, behind its words. */
export function ChunkMarks({ chunk }: { chunk: Chunk }): ReactNode {
  const { original, sayAs, pause } = chunk;
  return (
    <>
      {original !== null && (
        <span className={styles['mark']} title={`In the manuscript: ${original}`}>
          {' '}
          <PencilLine size={13} aria-hidden /> corrected
        </span>
      )}
      {pause !== null && (
        <span className={styles['mark']} title="A pause of its own">
          {' '}
          <Timer size={13} aria-hidden /> <span className="visually-hidden">pause of </span>
          {secondsWords(pause)}
        </span>
      )}
      {sayAs !== null && (
        <span className={styles['said']}>
          <span className={styles['saidLabel']}>said as</span> {sayAs}
        </span>
      )}
    </>
  );
}
