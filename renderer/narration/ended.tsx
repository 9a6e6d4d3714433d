import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import { ProblemWay } from '../app/problem-way.tsx';
import { useStudio } from '../app/studio.tsx';
import { ConfirmCost } from '../costs/confirm-cost.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { money } from '../ui/format.ts';
import { ProblemNotice, problemOf } from '../ui/notice.tsx';
import styles from './narration-bar.module.css';
import { endWords } from './progress-words.ts';
import { failedChunks, useNarrate } from './use-narrate.ts';
import { Where, type Titles } from './where.tsx';

/** What a narration came to. */
export function Ended(props: {
  narration: NarrationProgress;
  titles: Titles;
  onDismiss: () => void;
}): ReactNode {
  const { narration, titles, onDismiss } = props;
  const { client } = useStudio();
  const narrate = useNarrate();
  const retry = useMutation({
    mutationFn: async () => {
      const { project } = narration;
      narrate.start({ project, chunks: await failedChunks(client, project) });
    },
  });
  const problem = problemOf(retry.error) ?? narrate.problem;
  return (
    <>
      <div className={styles['line']}>
        <Where narration={narration} titles={titles} />
        <p className={styles['facts']}>
          <span className={classes(narration.failed > 0 && styles['failed'])}>{endWords(narration)}</span>
          <span>{narration.spent > 0 && `It cost ${money(narration.spent)}.`}</span>
        </p>
        <div className={styles['buttons']}>
          {narration.failed > 0 && (
            <Button
              disabled={retry.isPending || narrate.busy !== null}
              onClick={() => {
                retry.mutate();
              }}
            >
              Retry what failed
            </Button>
          )}
          <IconButton local label="Dismiss" onClick={onDismiss}>
            <X size={18} aria-hidden />
          </IconButton>
        </div>
      </div>
      {narration.problem !== null && (
        <ProblemNotice problem={narration.problem}>
          <ProblemWay problem={narration.problem} />
        </ProblemNotice>
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      <ConfirmCost narrate={narrate} />
    </>
  );
}
