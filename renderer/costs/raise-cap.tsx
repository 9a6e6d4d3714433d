import { useState, type ReactNode } from 'react';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import { Button } from '../ui/button.tsx';
import { CapField, roomyCap } from './cap-field.tsx';
import styles from './costs.module.css';

/** Raises the cap that paused a narration, and goes on. */
export function RaiseCap(props: {
  narration: NarrationProgress;
  busy: boolean;
  onResume: (maxCost: number | null) => void;
}): ReactNode {
  const { spent, maxCost } = props.narration;
  const suggested = roomyCap(Math.max(0.01, spent, maxCost ?? 0));
  const [cap, setCap] = useState<number | null>(suggested);
  return (
    <div className={styles['raise']}>
      <CapField cap={cap} suggested={suggested} onChange={setCap} />
      <Button
        look="primary"
        disabled={props.busy}
        onClick={() => {
          props.onResume(cap);
        }}
      >
        {cap === null ? 'Resume without a cap' : 'Raise the cap and resume'}
      </Button>
    </div>
  );
}
