import type { ReactNode } from 'react';
import { useLive } from './live.tsx';
import styles from './field.module.css';

/** Fields that are saved as they are changed: disabled together while the studio does not answer. */
export function HostedFields({ children }: { children: ReactNode }): ReactNode {
  return (
    <fieldset className={styles['hosted']} disabled={!useLive()}>
      {children}
    </fieldset>
  );
}
