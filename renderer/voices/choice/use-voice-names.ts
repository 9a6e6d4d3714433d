import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { VoiceId } from '../../../electron/contract/ids.ts';
import { voicesQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';

/** What the named voices are called. */
export function useVoiceNames(): ReadonlyMap<VoiceId, string> {
  const { client } = useStudio();
  const { data } = useQuery(voicesQuery(client));
  return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
}
