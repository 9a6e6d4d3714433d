import { useState, type ReactNode } from 'react';
import type { Prediction } from '../../../electron/contract/prediction.ts';
import type { Problem } from '../../../electron/contract/problem.ts';
import { go } from '../../app/navigation.ts';
import { keys, useCall } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Notice, ProblemNotice, problemOf } from '../../ui/notice.tsx';
import styles from './prediction-detail.module.css';

/** What it means that nothing is known of a prediction, and the two ways out. */
export function Undecided({ prediction: { id, problem } }: { prediction: Prediction }): ReactNode {
  const [asking, setAsking] = useState(false);
  const giveUp = useCall('predictions.cancel', [keys.prediction(id), keys.predictionLists]);
  const refused = problemOf(giveUp.error);
  return (
    <>
      <Notice kind="warning">
        {problem === null ? <BeingLookedFor /> : <ToBeDecided problem={problem} />}
        <div className={styles['buttons']}>
          <Button
            local
            onClick={() => {
              go({ view: 'predictions', tab: 'replicate', prediction: null });
            }}
          >
            Look for it on Replicate
          </Button>
          <Button
            look="danger"
            disabled={giveUp.isPending}
            onClick={() => {
              setAsking(true);
            }}
          >
            Give it up
          </Button>
        </div>
        <p role="status" className={styles['explained']}>
          {giveUp.isPending &&
            'It is looked for in the account’s list once more, as long as it takes to be sure: up to three minutes.'}
        </p>
      </Notice>
      {refused !== null && <ProblemNotice problem={refused} />}
      <ConfirmDialog
        open={asking}
        title="Give this prediction up?"
        confirm="Give it up"
        onConfirm={() => {
          setAsking(false);
          giveUp.mutate({ prediction: id });
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        <p>
          Lectern looks for it once more first, for up to three minutes: found, it is cancelled, or its audio
          kept. If Replicate took it and does not list it, it is paid there, and its chunk is paid once more
          when you narrate it again.
        </p>
      </ConfirmDialog>
    </>
  );
}

function BeingLookedFor(): ReactNode {
  return (
    <>
      <p>No answer came to its request: Replicate may have taken it, or it never arrived.</p>
      <p className={styles['explained']}>
        Lectern looks for it in the account’s list, several times, before anything is sent again. You can also
        look yourself; or give it up, if it is not there.
      </p>
    </>
  );
}

function ToBeDecided({ problem }: { problem: Problem }): ReactNode {
  return (
    <>
      <p>{problem.message}</p>
      <p className={styles['explained']}>
        Lectern does not send it again by itself, because it might be paid twice. Look for it in the account’s
        list, where it can be adopted for about an hour; or give it up, and its chunk can be narrated anew.
      </p>
    </>
  );
}
