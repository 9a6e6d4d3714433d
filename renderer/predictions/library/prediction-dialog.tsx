import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PredictionId } from '../../../electron/contract/ids.ts';
import { go } from '../../app/navigation.ts';
import { predictionQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNotice, problemOf, Waiting } from '../../ui/notice.tsx';
import { PredictionDetail } from './prediction-detail.tsx';

/** One prediction laid open; nothing for null. */
export function PredictionDialog({ id }: { id: PredictionId | null }): ReactNode {
  return (
    <Dialog
      open={id !== null}
      onClose={() => {
        go({ view: 'predictions', tab: 'library', prediction: null });
      }}
      title={id === null ? 'Prediction' : `Prediction ${id}`}
      wide
    >
      {id !== null && <Content id={id} />}
    </Dialog>
  );
}

function Content({ id }: { id: PredictionId }): ReactNode {
  const { client } = useStudio();
  const { data, error } = useQuery(predictionQuery(client, id));
  const problem = problemOf(error);
  if (problem !== null) return <ProblemNotice problem={problem} />;
  return data === undefined ? <Waiting label="Looking it up …" /> : <PredictionDetail prediction={data} />;
}
