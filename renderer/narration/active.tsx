import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import { useCall } from '../app/queries.ts';
import { Button } from '../ui/button.tsx';
import { useLive } from '../ui/live.tsx';
import { ProblemNotice, problemOf } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { Held } from './held.tsx';
import styles from './narration-bar.module.css';
import { chunkFraction, chunkWords, leftWords, resumeWords, spentWords } from './progress-words.ts';
import { Where, type Titles } from './where.tsx';

/** A narration that is at work, or could be at once; as it was last known, while the studio does not answer. */
export function Active({ narration, titles }: { narration: NarrationProgress; titles: Titles }): ReactNode {
  const live = useLive();
  const pause = useCall('narration.pause');
  const resume = useCall('narration.resume');
  const cancel = useCall('narration.cancel');
  const { state } = narration;
  const problem = problemOf(pause.error ?? resume.error ?? cancel.error);
  // Resuming under the same cap would pause it again at once: the cap is raised first.
  const isCapped = state === 'paused' && narration.problem?.code === 'cost-cap';
  const goOn = (maxCost?: number | null): void => {
    resume.mutate({ maxCost });
  };
  return (
    <>
      <div className={styles['line']}>
        <Where narration={narration} titles={titles} />
        <p className={styles['facts']}>
          <span>{chunkWords(narration)}</span>
          <span>{live ? leftWords(narration) : 'when the connection was lost'}</span>
          <span>{spentWords(narration)}</span>
        </p>
        <div className={styles['buttons']}>
          {((state === 'paused' && !isCapped) || state === 'waiting') && (
            <Button
              disabled={resume.isPending}
              onClick={() => {
                goOn();
              }}
            >
              <Play size={16} aria-hidden /> {resumeWords(narration)}
            </Button>
          )}
          {state !== 'paused' && (
            <Button
              disabled={state === 'cancelling'}
              onClick={() => {
                pause.mutate({});
              }}
            >
              <Pause size={16} aria-hidden /> Pause
            </Button>
          )}
          <Button
            disabled={state === 'cancelling'}
            onClick={() => {
              cancel.mutate({});
            }}
          >
            Cancel
          </Button>
        </div>
      </div>
      <Progress value={chunkFraction(narration)} label="Narration" />
      {live && <Held narration={narration} resuming={resume.isPending} onResume={goOn} />}
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
