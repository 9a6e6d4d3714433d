import type { ReactNode } from 'react';
import { count } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './export.module.css';

/** Says that drafts are still heard in what will be exported; that is no obstacle. */
export function Drafts({ count: drafts }: { count: number }): ReactNode {
  return (
    <Notice>
      <p className={styles['strong']}>
        {drafts === 1 ? 'A draft take remains' : `${count(drafts, 'draft take')} remain`}
      </p>
      <p>
        {drafts === 1 ? 'This chunk is' : 'These chunks are'} heard in the free draft voice until StyleTTS 2
        has spoken {drafts === 1 ? 'it' : 'them'}. You can export all the same.
      </p>
    </Notice>
  );
}
