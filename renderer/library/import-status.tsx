import { LoaderCircle, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { ImportButton } from './import-button.tsx';
import styles from './import-status.module.css';
import { useImport, useImportState } from './use-import.ts';

/** What becomes of the manuscripts being imported; nothing while there is nothing to say. */
export function ImportStatus({ floating = false }: { floating?: boolean }): ReactNode {
  const { reading, waiting, refusals, known } = useImportState();
  const { dismiss, importAgain } = useImport();
  const quiet = reading === null && refusals.length === 0 && known.length === 0;
  return (
    <div className={quiet ? 'visually-hidden' : classes(styles['status'], floating && styles['floating'])}>
      <div role="status">
        {reading !== null && (
          <p className={styles['reading']}>
            <LoaderCircle className={styles['spinner']} size={18} aria-hidden />
            <span>
              Reading {reading}
              {waiting > 0 && ` · ${waiting} more to come`}
            </span>
          </p>
        )}
        {known.map((one) => (
          <Notice key={one.project.id}>
            <div className={styles['note']}>
              <span>“{one.project.title}” was in your library already, so nothing was imported twice.</span>
              {one.again !== undefined && (
                <Button
                  onClick={() => {
                    importAgain(one);
                  }}
                >
                  Import again as another project
                </Button>
              )}
              <IconButton label="Dismiss" onClick={dismiss}>
                <X size={16} aria-hidden />
              </IconButton>
            </div>
          </Notice>
        ))}
      </div>
      {refusals.map(({ name, problem }, index) => (
        <ProblemNotice key={`${index} ${name}`} problem={problem} />
      ))}
      {refusals.length > 0 && (
        <div className={styles['wayOn']}>
          <ImportButton label="Choose another file" look="secondary" />
          <IconButton label="Dismiss" onClick={dismiss}>
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
}
