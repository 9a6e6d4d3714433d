import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallInput } from '../../electron/contract/calls.ts';
import type { Client } from '../../electron/contract/client.ts';
import type { ChunkId, ProjectId } from '../../electron/contract/ids.ts';
import type { Forecast } from '../../electron/contract/narration.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import { narrationQuery, projectQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { problemOf } from '../ui/notice.tsx';
import { beginRetake, type Retake } from './begin-retake.ts';
import { isActive } from './progress-words.ts';

type Start = CallInput<'narration.start'>;

/** What is asked for: a narration, with the cap that it is offered with; or another take of one chunk. */
type Asked = { start: Start; cap?: number | null | undefined } | { retake: Retake };

/** What starts narrations, and why it cannot right now. */
export interface Narrate {
  /** Starts at once what is free; what costs money is offered first, with the settings' cap or another in US dollars. */
  start: (input: Start, cap?: number | null) => void;
  /** Has another take of a chunk spoken, whose price was told already. */
  retake: (retake: Retake) => void;
  /** A narration that costs money and waits to be agreed to; `cap` is the one that it is offered with. */
  offer: { forecast: Forecast; cap?: number | null | undefined } | null;
  /** Starts what was offered; `maxCost` in US dollars, null for no cap. */
  accept: (maxCost: number | null) => void;
  decline: () => void;
  /** Why none can be started now; null when one can. */
  busy: string | null;
  /** The only chunk that was asked for last; null when it was more. */
  single: ChunkId | null;
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
  const [offer, setOffer] = useState<(Narrate['offer'] & { input: Start }) | null>(null);
  const { mutate, variables, isPending, error } = useMutation({
    mutationFn: async (asked: Asked) => {
      if ('retake' in asked) return beginRetake(client, asked.retake);
      const { start: input, cap } = asked;
      const forecast = await costingForecast(client, input);
      if (forecast === null) await client.call('narration.start', input);
      else setOffer({ input, forecast, cap });
    },
  });
  const isBusy = isPending || (running !== null && running !== undefined);
  return {
    start: (start, cap) => {
      mutate({ start, cap });
    },
    retake: (retake) => {
      mutate({ retake });
    },
    offer,
    accept: (maxCost) => {
      setOffer(null);
      if (offer !== null) mutate({ start: { ...offer.input, maxCost } });
    },
    decline: () => {
      setOffer(null);
    },
    busy: isBusy ? `${title === null ? 'A book' : `“${title}”`} is being narrated.` : null,
    single: variables === undefined ? null : singleOf(variables),
    problem: problemOf(error),
  };
}

function singleOf(asked: Asked): ChunkId | null {
  if ('retake' in asked) return asked.retake.chunk.id;
  const [first = null, ...others] = asked.start.chunks ?? [];
  return others.length === 0 ? first : null;
}

/** What must be agreed to first; null for what is free, agreed to already, or a single chunk's fraction of a cent. */
async function costingForecast(client: Client, input: Start): Promise<Forecast | null> {
  const { maxCost, ...selection } = input;
  if (maxCost !== undefined || input.chunks?.length === 1) return null;
  const forecast = await client.call('narration.forecast', selection);
  return forecast.cost > 0 ? forecast : null;
}

/** The title of a project; null while it is not known. */
export function useProjectTitle(project: ProjectId | null): string | null {
  const { client } = useStudio();
  const { data } = useQuery({
    ...(project === null ? { queryKey: ['no project'], queryFn: skipToken } : projectQuery(client, project)),
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
