import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import { restQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { money } from '../ui/format.ts';
import { CapField } from './cap-field.tsx';
import { capFault, capForRest, roomyCap } from './caps.ts';
import styles from './costs.module.css';

/** Raises the cap that paused a narration, and goes on. It begins as the cap that was set. */
export function RaiseCap(props: {
  narration: NarrationProgress;
  busy: boolean;
  onResume: (maxCost: number | null) => void;
}): ReactNode {
  const { spent, maxCost } = props.narration;
  const { client } = useStudio();
  const id = useId();
  const { data: rest } = useQuery(restQuery(client, props.narration));
  const [cap, setCap] = useState(maxCost);
  const enough = rest === undefined || rest === null ? null : capForRest(spent, rest.cost);
  const fault = capFault(cap, maxCost);
  return (
    <div className={styles['raise']}>
      <CapField cap={cap} suggested={maxCost ?? roomyCap(spent)} onChange={setCap} />
      {enough !== null && cap !== null && cap < enough && (
        <Button
          local
          title="What it has cost, and the forecast of the rest with room above it"
          onClick={() => {
            setCap(enough);
          }}
        >
          Enough for the rest: {money(enough)}
        </Button>
      )}
      <Button
        look="primary"
        disabled={props.busy || fault !== null}
        aria-describedby={id}
        onClick={() => {
          props.onResume(cap);
        }}
      >
        {cap === null ? 'Resume without a cap' : 'Raise the cap and resume'}
      </Button>
      <p id={id} role="status" className={styles['hint']}>
        {fault}
      </p>
    </div>
  );
}
