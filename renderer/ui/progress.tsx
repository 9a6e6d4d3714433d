import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { useLive } from './live.tsx';
import styles from './progress.module.css';

/** How far something is: `value` from 0 to 1. While the studio does not answer, it shows how far it was. */
export function Progress({ value, label }: { value: number; label: string }): ReactNode {
  const live = useLive();
  const percent = Math.floor(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={live ? undefined : `${percent} % when the connection was lost`}
      className={classes(styles['track'], !live && styles['frozen'])}
    >
      <div className={styles['bar']} style={{ width: `${percent}%` }} />
    </div>
  );
}
