import { useMutation, useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../electron/contract/calls.ts';
import type { Client } from '../../electron/contract/client.ts';
import type { ChunkId, ProjectId } from '../../electron/contract/ids.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import { narrationQuery, projectQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { problemOf } from '../ui/notice.tsx';
import { isActive } from './progress-words.ts';

/** What starts narrations, and why it cannot right now. */
export interface Narrate {
  start(input: CallInput<'narration.start'>): void;
  /** Why none can be started now; null when one can. */
  busy: string | null;
  /** Why the last start failed. */
  problem: Problem | null;
}

/** Starts narrations; only one runs at a time. How it goes is told by events, never by the call's answer, which may be older. */
export function useNarrate(): Narrate {
  const { client } = useStudio();
  const { data: running } = useQuery({
    ...narrationQuery(client),
    select: (narration) => (narration !== null && isActive(narration.state) ? narration.project : null),
  });
  const title = useProjectTitle(running ?? null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (input: CallInput<'narration.start'>) => client.call('narration.start', input),
  });
  const isBusy = isPending || (running !== null && running !== undefined);
  return {
    start: mutate,
    busy: isBusy ? `${title === null ? 'A book' : `“${title}”`} is being narrated.` : null,
    problem: problemOf(error),
  };
}

/** The title of a project; null while it is not known. */
export function useProjectTitle(project: ProjectId | null): string | null {
  const { client } = useStudio();
  const { data } = useQuery({
    ...(project === null ? { queryKey: ['no project'] } : projectQuery(client, project)),
    enabled: project !== null,
  });
  return data?.title ?? null;
}

/** The chunks of a project's included sections that failed when they were spoken last. */
export async function failedChunks(client: Client, project: ProjectId): Promise<ChunkId[]> {
  const sections = await client.call('sections.list', { project });
  const failing = sections.filter(({ included, failed }) => included && failed > 0);
  const chunks = await Promise.all(failing.map(({ id: section }) => client.call('chunks.list', { section })));
  return chunks.flat().flatMap(({ id, state }) => (state === 'failed' ? [id] : []));
}
