import { memo, type ReactNode } from 'react';
import type { Prediction } from '../../../electron/contract/prediction.ts';
import { PlaceLink } from '../../app/place-link.tsx';
import {
  costWords,
  momentWords,
  placeWords,
  shortMomentWords,
  stateWords,
  workWords,
} from '../prediction-words.ts';
import styles from '../predictions.module.css';

/** One prediction in the list; it leads to all that is known of it. */
export const PredictionRow = memo(function PredictionRow({
  prediction,
}: {
  prediction: Prediction;
}): ReactNode {
  const { id, state, text, createdAt, predictTime, problem } = prediction;
  return (
    <PlaceLink to={{ view: 'predictions', tab: 'library', prediction: id }} className={styles['row']}>
      <span className={styles['state']} data-state={state}>
        {stateWords(prediction)}
      </span>
      <span className={styles['what']}>
        <span className={styles['where']}>{placeWords(prediction)}</span>
        <span className={styles['excerpt']}>{text}</span>
        {problem !== null && <span className={styles['trouble']}>{problem.message}</span>}
      </span>
      <span className={styles['figures']}>
        <time dateTime={createdAt} title={momentWords(createdAt)}>
          {shortMomentWords(createdAt)}
        </time>
        <span className={styles['figure']}>{workWords(predictTime)}</span>
        <span className={styles['figure']}>{costWords(prediction)}</span>
      </span>
    </PlaceLink>
  );
});
