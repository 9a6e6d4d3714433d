import { useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Interrupted } from '../../electron/contract/narration.ts';
import { go } from '../app/navigation.ts';
import { keys, useCall } from '../app/queries.ts';
import { ConfirmCost } from '../costs/confirm-cost.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice, problemOf } from '../ui/notice.tsx';
import styles from './narration-bar.module.css';
import { interruptedWords } from './progress-words.ts';
import { useNarrate } from './use-narrate.ts';

/** Offers to go on with what was being narrated when Lectern ended; what costs money is asked about first. */
export function InterruptedBar({ interrupted }: { interrupted: Interrupted }): ReactNode {
  const queries = useQueryClient();
  const narrate = useNarrate();
  const forget = useCall('narration.forget');
  const { project, title, sections, chunks, maxCost } = interrupted;
  const problem = narrate.problem ?? problemOf(forget.error);
  return (
    <>
      <div className={styles['line']}>
        <button
          type="button"
          className={styles['where']}
          onClick={() => {
            go({ view: 'project', project, section: null });
          }}
        >
          <span className={styles['chapter']}>{title}</span>
        </button>
        <p className={styles['facts']}>{interruptedWords(interrupted)}</p>
        <div className={styles['buttons']}>
          <Button
            look="primary"
            disabled={narrate.busy !== null || forget.isPending}
            onClick={() => {
              narrate.start({ project, sections, chunks }, maxCost);
            }}
          >
            <Play size={16} aria-hidden /> Go on
          </Button>
          <Button
            disabled={forget.isPending}
            onClick={() => {
              forget.mutate(
                {},
                {
                  onSuccess: () => {
                    queries.setQueryData(keys.interrupted, null);
                  },
                },
              );
            }}
          >
            Leave it
          </Button>
        </div>
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
      <ConfirmCost narrate={narrate} />
    </>
  );
}
