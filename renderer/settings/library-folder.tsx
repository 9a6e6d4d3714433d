import { FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCall } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice, problemOf } from '../ui/notice.tsx';
import styles from './settings.module.css';

/** Where the library is, and how to use another. */
export function LibraryFolder(): ReactNode {
  const { host } = useStudio();
  const choose = useCall('host.chooseLibrary');
  const problem = problemOf(choose.error);
  return (
    <>
      <p className={styles['path']}>{host.library}</p>
      {host.kind === 'browser' ? (
        <p className={styles['hint']}>
          To use another folder, start Lectern with <code>--library DIR</code>.
        </p>
      ) : (
        <div>
          <Button
            disabled={choose.isPending}
            onClick={() => {
              choose.mutate({});
            }}
          >
            <FolderOpen size={18} aria-hidden /> Choose another folder…
          </Button>
        </div>
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
