import type { ReactNode } from 'react';
import styles from './progress.module.css';

/** How far something is: `value` from 0 to 1. */
export function Progress({ value, label }: { value: number; label: string }): ReactNode {
  const percent = Math.floor(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={styles['track']}
    >
      <div className={styles['bar']} style={{ width: `${percent}%` }} />
    </div>
  );
}
