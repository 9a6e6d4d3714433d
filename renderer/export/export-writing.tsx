import type { ReactNode } from 'react';
import { useCall } from '../app/queries.ts';
import { Button } from '../ui/button.tsx';
import { size } from '../ui/format.ts';
import { useLive } from '../ui/live.tsx';
import { ProblemNotice, problemOf } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import styles from './export.module.css';
import type { LiveExport } from './live-export.ts';

/** An export while it is written. */
export function ExportWriting({ running }: { running: LiveExport }): ReactNode {
  const { id, fileName, bytes, fraction } = running;
  const live = useLive();
  const cancel = useCall('exports.cancel');
  const problem = problemOf(cancel.error);
  return (
    <div className={styles['panel']}>
      <p role="status" className={styles['strong']}>
        Writing {fileName}
      </p>
      <Progress value={fraction} label={`Writing ${fileName}`} />
      <p className={styles['facts']}>
        {size(bytes * fraction)} of {size(bytes)}
        {live ? '. You can close this; it goes on.' : ' when the connection was lost.'}
      </p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className={styles['actions']}>
        <Button
          autoFocus
          disabled={cancel.isPending || cancel.isSuccess}
          onClick={() => {
            cancel.mutate({ export: id });
          }}
        >
          Cancel
        </Button>
      </div>
    </div>
  );
}
