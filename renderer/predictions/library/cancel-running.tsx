import type { ReactNode } from 'react';
import type { Prediction } from '../../../electron/contract/prediction.ts';
import { keys, useCall } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import styles from './prediction-detail.module.css';

/** Cancels a prediction that runs. */
export function CancelRunning({ prediction: { id, paid } }: { prediction: Prediction }): ReactNode {
  const cancel = useCall('predictions.cancel', [keys.prediction(id), keys.predictionLists]);
  const problem = problemOf(cancel.error);
  return (
    <>
      <div className={styles['offer']}>
        <p>
          {!paid
            ? 'It is being spoken. To cancel it is to cancel its narration.'
            : 'It is under way. Cancelled, it costs what it has worked until then; if it ends first, its audio is kept.'}
        </p>
        <Button
          disabled={cancel.isPending}
          onClick={() => {
            cancel.mutate({ prediction: id });
          }}
        >
          Cancel
        </Button>
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
