import type { ReactNode } from 'react';
import type { ReplicateAccount } from '../../electron/contract/replicate.ts';
import { Notice } from '../ui/notice.tsx';
import { shortVersion } from './model-version.ts';
import styles from './voice-editor.module.css';

/** What the service tells of the model's newest version, and how its inputs differ from Lectern's controls. */
export function VersionDifferences({ account }: { account: ReplicateAccount }): ReactNode {
  const { latestVersion, isOurVersion, differences } = account;
  if (isOurVersion)
    return <p className={styles['hint']}>The model’s newest version is the one that Lectern speaks with.</p>;
  if (latestVersion === null) {
    return (
      <p className={styles['hint']}>The service does not tell which version of the model is the newest.</p>
    );
  }
  const name = shortVersion(latestVersion);
  return (
    <Notice kind={differences.length === 0 ? 'info' : 'warning'}>
      {differences.length === 0 ? (
        <p>The model has a newer version ({name}). Its inputs are those that Lectern has controls for.</p>
      ) : (
        <>
          <p>The model has a newer version ({name}), which differs from Lectern’s controls:</p>
          <ul className={styles['differences']}>
            {differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
