import { useEffect, useState } from 'react';
import type { ConnectionState } from '../../electron/contract/client.ts';
import { useStudio } from './studio.tsx';

/** How the connection to the studio stands; the style sheets know it, too, so that nothing goes on turning. */
export function useConnectionState(): ConnectionState {
  const { connection } = useStudio();
  const [state, setState] = useState<ConnectionState>('open');
  useEffect(() => connection.onState(setState), [connection]);
  useEffect(() => {
    document.documentElement.dataset['connection'] = state;
  }, [state]);
  return state;
}
