import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { place } from '../app/navigation.ts';
import { useStore } from '../app/store.ts';
import { sortDropped } from './accepted-files.ts';
import styles from './drop-zone.module.css';
import { ImportStatus } from './import-status.tsx';
import { useImport } from './use-import.ts';

/** Imports what is dropped anywhere on the window, and says outside of the library what becomes of it. */
export function DropZone(): ReactNode {
  const { importFiles } = useImport();
  const here = useStore(place);
  const [hovering, setHovering] = useState(false);
  const drop = useEffectEvent((items: DataTransferItemList) => {
    importFiles(sortDropped(items));
  });

  useEffect(() => {
    const listeners = new AbortController();
    const { signal } = listeners;
    const over = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      // Without this the window would open the file itself and the studio would be gone.
      event.preventDefault();
      setHovering(true);
    };
    window.addEventListener('dragenter', over, { signal });
    window.addEventListener('dragover', over, { signal });
    window.addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setHovering(false);
      },
      { signal },
    );
    window.addEventListener(
      'drop',
      (event) => {
        setHovering(false);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        if (event.dataTransfer !== null) drop(event.dataTransfer.items);
      },
      { signal },
    );
    return () => {
      listeners.abort();
    };
  }, []);

  return (
    <>
      {here.view !== 'library' && <ImportStatus floating />}
      {hovering && (
        <div className={styles['hint']}>
          <div className={styles['frame']}>
            <p className={styles['title']}>Drop it to import</p>
            <p>EPUB, Markdown or plain text</p>
          </div>
        </div>
      )}
    </>
  );
}

function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
