import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RemotePrediction } from '../../../electron/contract/prediction.ts';
import { PlaceLink } from '../../app/place-link.tsx';
import { keys, useCall } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { isRunningThere, remoteStateWords, shortMomentWords, workWords } from '../prediction-words.ts';
import styles from '../predictions.module.css';
import { withAdopted } from './adopted.ts';

/** One prediction of the account, and what can be done about it from here. */
export function RemoteRow({ remote }: { remote: RemotePrediction }): ReactNode {
  const { remoteId, status, createdAt, predictTime, text, prediction, adoptableBy } = remote;
  const queries = useQueryClient();
  const cancel = useCall('predictions.cancelRemote', [keys.remotePredictions]);
  const adopt = useCall('predictions.adopt');
  const problem = problemOf(cancel.error ?? adopt.error);
  return (
    <li className={styles['remote']}>
      <span className={styles['state']} data-state={isRunningThere(status) ? 'running' : status}>
        {remoteStateWords(status)}
      </span>
      <div className={styles['what']}>
        <code className={styles['where']}>{remoteId}</code>
        {text === null ? (
          <span className={styles['gone']}>
            Its text is not there any more: Replicate removes it after an hour.
          </span>
        ) : (
          <span className={styles['excerpt']}>{text}</span>
        )}
        {adoptableBy !== null && (
          <span className={styles['lost']}>
            Lost: it suits a chunk of {adoptableBy.section} in {adoptableBy.project}, which is without its
            audio.
          </span>
        )}
        {prediction !== null && (
          <PlaceLink to={{ view: 'predictions', tab: 'library', prediction }} className={styles['ours']}>
            This library’s prediction {prediction}
          </PlaceLink>
        )}
      </div>
      <span className={styles['figures']}>
        {createdAt !== null && <time dateTime={createdAt}>{shortMomentWords(createdAt)}</time>}
        <span className={styles['figure']}>{workWords(predictTime)}</span>
      </span>
      <div className={styles['buttons']}>
        {adoptableBy !== null && (
          <Button
            look="primary"
            aria-label={`Adopt ${remoteId}`}
            disabled={adopt.isPending}
            onClick={() => {
              adopt.mutate(
                { remoteId },
                {
                  onSuccess: ({ id }) => {
                    queries.setQueryData(keys.remotePredictions, withAdopted(remoteId, id));
                  },
                },
              );
            }}
          >
            {adopt.isPending ? 'Adopting …' : 'Adopt'}
          </Button>
        )}
        {isRunningThere(status) && (
          <Button
            aria-label={`Cancel ${remoteId}`}
            disabled={cancel.isPending}
            onClick={() => {
              cancel.mutate({ remoteId });
            }}
          >
            Cancel
          </Button>
        )}
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
    </li>
  );
}
