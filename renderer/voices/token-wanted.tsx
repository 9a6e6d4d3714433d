import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { go } from '../app/navigation.ts';
import { replicateQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './voices-view.module.css';

/** Says where StyleTTS 2 is missing its token; nothing when there is one. */
export function TokenWanted(): ReactNode {
  const { client } = useStudio();
  const { data: connection } = useQuery(replicateQuery(client));
  if (connection?.token !== null) return null;
  return (
    <Notice>
      <div className={styles['token']}>
        <p>StyleTTS 2 speaks on Replicate, and needs a token of your account there.</p>
        <Button
          local
          onClick={() => {
            go({ view: 'settings' });
          }}
        >
          To the settings
        </Button>
      </div>
    </Notice>
  );
}
