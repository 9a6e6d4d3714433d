import { BookOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import styles from './first-start.module.css';
import { ImportButton } from './import-button.tsx';
import { ImportStatus } from './import-status.tsx';
import { useImport, useImportState } from './use-import.ts';

/** The library before its first project. */
export function FirstStart(): ReactNode {
  const { importSample } = useImport();
  const { reading } = useImportState();
  return (
    <div className={styles['start']}>
      <h1 className={styles['title']}>From manuscript to audiobook</h1>
      <p className={styles['lead']}>
        Bring in a book. Lectern finds its chapters, reads them aloud, and makes one audiobook of them.
      </p>
      <div className={styles['ways']}>
        <ImportButton label="Import manuscript" />
        <Button disabled={reading !== null} onClick={importSample}>
          <BookOpen size={18} aria-hidden /> Try the sample manuscript
        </Button>
      </div>
      <p className={styles['hint']}>
        Or drop an EPUB, Markdown or text file anywhere on this window. The built-in voice is free and works
        offline.
      </p>
      <div className={styles['status']}>
        <ImportStatus />
      </div>
    </div>
  );
}
