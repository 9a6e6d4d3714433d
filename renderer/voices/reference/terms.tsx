import { useQuery, useQueryClient, useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { referenceTerms } from '../../../electron/contract/named-voice.ts';
import { keys, settingsQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice, ProblemNotice, problemOf } from '../../ui/notice.tsx';
import styles from './reference.module.css';

/** The model's terms for references, to be accepted once; afterwards a reminder of them. */
export function Terms(): ReactNode {
  const { client } = useStudio();
  const queries = useQueryClient();
  const { data: accepted } = useQuery({
    ...settingsQuery(client),
    select: ({ referenceTermsAccepted }) => referenceTermsAccepted,
  });
  const accept = useMutation({
    mutationFn: () => client.call('settings.update', { referenceTermsAccepted: new Date().toISOString() }),
    onSuccess: (settings) => {
      queries.setQueryData(keys.settings, settings);
    },
  });
  const problem = problemOf(accept.error);
  if (accepted !== null && accepted !== undefined) {
    const day = new Date(accepted).toLocaleDateString('en', { dateStyle: 'long' });
    return (
      <p className={styles['hint']}>
        {referenceTerms} You accepted this on {day}.
      </p>
    );
  }
  return (
    <div className={styles['ways']}>
      <Notice kind="warning">
        <p>{referenceTerms}</p>
      </Notice>
      <p>Lectern asks this once, before the first reference.</p>
      <div className={styles['buttons']}>
        <Button
          look="primary"
          disabled={accept.isPending}
          onClick={() => {
            accept.mutate();
          }}
        >
          I accept these terms
        </Button>
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
    </div>
  );
}
