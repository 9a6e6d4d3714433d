import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ReplicateAccount } from '../../../electron/contract/replicate.ts';
import { useCall } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import { VersionDifferences } from '../../voices/version-differences.tsx';
import styles from '../settings.module.css';

/** Asks Replicate whose token it is, and whether the model is still the one that Lectern knows. */
export function ConnectionCheck({ ready }: { ready: boolean }): ReactNode {
  const check = useCall('replicate.check');
  const problem = problemOf(check.error);
  return (
    <>
      <div className={styles['buttons']}>
        <Button
          disabled={!ready || check.isPending}
          onClick={() => {
            check.mutate({});
          }}
        >
          {check.isPending ? 'Asking Replicate …' : 'Check'}
        </Button>
      </div>
      <div role="status">{check.data !== undefined && <Answer account={check.data} />}</div>
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}

function Answer({ account }: { account: ReplicateAccount }): ReactNode {
  const { username, name } = account;
  return (
    <>
      <p className={styles['good']}>
        <CircleCheck size={16} aria-hidden /> Replicate knows you as {name ?? username}
        {name !== null && name !== username && ` (${username})`}.
      </p>
      <VersionDifferences account={account} />
      {!account.isOurVersion && account.latestVersion !== null && (
        <p className={styles['hint']}>
          Lectern stays with the version that it was tried with, so that your voices keep their sound. A voice
          can choose the newer one, under Advanced.
        </p>
      )}
    </>
  );
}
