import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { go } from '../app/navigation.ts';
import { replicateQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './voices-view.module.css';

/** Says where an engine, or any, is missing its token; nothing when there is one, or none is needed. */
export function TokenWanted({ engine }: { engine?: string }): ReactNode {
  const { client, engines } = useStudio();
  const needy = engines.filter(({ id, needsToken }) => needsToken && (engine ?? id) === id);
  const { data: connection } = useQuery(replicateQuery(client));
  const [first] = needy;
  if (first === undefined || connection?.token !== null) return null;
  return (
    <Notice>
      <div className={styles['token']}>
        <p>
          {first.name} speaks on {first.price?.by ?? 'a service'}, and needs a token of your account there.
        </p>
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
