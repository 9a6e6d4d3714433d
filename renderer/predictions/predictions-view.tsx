import { useRef, type ReactNode } from 'react';
import type { PredictionId } from '../../electron/contract/ids.ts';
import { go } from '../app/navigation.ts';
import { Tabs } from '../ui/tabs.tsx';
import { LibraryPredictions } from './library/library-predictions.tsx';
import { PredictionDialog } from './library/prediction-dialog.tsx';
import styles from './predictions.module.css';
import { RemotePredictions } from './remote/remote-predictions.tsx';

/** Every prediction: of this library, with one of them laid open, and of the account on Replicate. */
export function PredictionsView(props: {
  tab: 'library' | 'replicate';
  prediction: PredictionId | null;
}): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <div ref={scroller} className={styles['scroller']} tabIndex={-1}>
      <div className={styles['view']}>
        <h1 className={styles['title']}>Predictions</h1>
        <Tabs
          label="Predictions"
          value={props.tab}
          tabs={[
            { value: 'library', label: 'This library', panel: <LibraryPredictions scroller={scroller} /> },
            { value: 'replicate', label: 'On Replicate', panel: <RemotePredictions /> },
          ]}
          onChange={(tab) => {
            go({ view: 'predictions', tab, prediction: null });
          }}
        />
      </div>
      <PredictionDialog id={props.prediction} />
    </div>
  );
}
