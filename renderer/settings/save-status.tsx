import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import styles from './settings.module.css';
import type { Saved } from './use-auto-save.ts';

/** Says discreetly that changes are saved, and plainly when they are not. */
export function SaveStatus<Values>({ state, retry }: Pick<Saved<Values>, 'state' | 'retry'>): ReactNode {
  return (
    <>
      <p role="status" className={styles['saved']}>
        {state.status === 'saved' && (
          <>
            <Check size={16} aria-hidden /> Saved
          </>
        )}
      </p>
      {state.problem !== null && (
        <ProblemNotice problem={state.problem}>
          <Button onClick={retry}>Try again</Button>
        </ProblemNotice>
      )}
    </>
  );
}
