import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { entryOf, type EngineEntry } from '../../electron/contract/engine-entry.ts';
import type { EngineHealth } from '../../electron/contract/engine-state.ts';
import { spokenWords } from '../../electron/contract/languages.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { valueOf } from '../../electron/contract/voice-settings.ts';
import { healthQuery, replicateQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import styles from './voice-editor.module.css';

/** What an engine speaks, and how it is now where it can tell. */
export function EngineState({ voice }: { voice: Voice }): ReactNode {
  const { client, engines } = useStudio();
  const entry = entryOf(engines, voice.engine);
  const { data: connection } = useQuery(replicateQuery(client));
  // That a token is missing is said where it can be given (`token-wanted.tsx`).
  const enabled = !entry.needsToken || (connection?.token ?? null) !== null;
  const {
    data: health,
    isFetching,
    refetch,
  } = useQuery({ ...healthQuery(client, chosenOf(entry, voice)), enabled });
  return (
    <div className={styles['state']}>
      <p className={styles['hint']}>{spokenWords(entry)}</p>
      <div role="status">{enabled && health ? <Health health={health} /> : null}</div>
      {enabled && health && health.state !== 'ready' && (
        <div>
          <Button
            disabled={isFetching}
            onClick={() => {
              void refetch();
            }}
          >
            Look again
          </Button>
        </div>
      )}
    </div>
  );
}

/** A voice by its choices alone: how an engine is does not hang on a number, and is not asked at every move of one. */
function chosenOf({ id, settings }: EngineEntry, voice: Voice): Voice {
  const choices = settings.filter(({ kind }) => kind === 'choice' || kind === 'asked');
  return { engine: id, ...Object.fromEntries(choices.map((one) => [one.id, valueOf(voice, one)])) };
}

const icons = {
  ready: CircleCheck,
  starting: LoaderCircle,
  busy: LoaderCircle,
  missing: CircleAlert,
  failed: CircleAlert,
} as const satisfies Record<EngineHealth['state'], unknown>;

function Health({ health: { state, message, action } }: { health: EngineHealth }): ReactNode {
  const Icon = icons[state];
  return (
    <p className={styles['health']}>
      <Icon size={16} aria-hidden /> {message} {action}
    </p>
  );
}
