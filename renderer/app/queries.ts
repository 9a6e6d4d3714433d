import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../../electron/contract/calls.ts';
import type { Client } from '../../electron/contract/client.ts';
import { isPassing } from '../../electron/contract/engine-state.ts';
import type { ChunkId, PredictionId, ProjectId, SectionId } from '../../electron/contract/ids.ts';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import type { Voice } from '../../electron/contract/voice.ts';
import { useStudio } from './studio.tsx';

/**
 * The keys of what is stored, so that events can name what changed. Each query has a leaf of its own; what is named
 * `openedProjects`, `allOf …` or `… of` is a stem of several, asked for together and never by itself.
 */
export const keys = {
  projects: ['projects'],
  /** Every project that was opened, with all that is known of it. */
  openedProjects: ['project'],
  /** All that is known of one project. */
  allOf: (project: ProjectId) => ['project', project],
  project: (project: ProjectId) => ['project', project, 'itself'],
  sections: (project: ProjectId) => ['project', project, 'sections'],
  /** The chunks of every section. */
  chunksOf: (project: ProjectId) => ['project', project, 'chunks'],
  chunks: (project: ProjectId, section: SectionId) => ['project', project, 'chunks', section],
  assembly: (project: ProjectId, section: SectionId) => ['project', project, 'assembly', section],
  exportable: (project: ProjectId, state: unknown) => ['project', project, 'export', state],
  exports: (project: ProjectId) => ['project', project, 'exports'],
  history: (project: ProjectId) => ['project', project, 'history'],
  takes: (project: ProjectId, chunk: ChunkId) => ['project', project, 'takes', chunk],
  narration: ['narration'],
  interrupted: ['interrupted'],
  settings: ['settings'],
  voices: ['voices'],
  clips: ['clips'],
  tries: ['tries'],
  replicate: ['replicate'],
  predictionLists: ['predictions', 'list'],
  prediction: (prediction: PredictionId) => ['predictions', 'one', prediction],
  remotePredictions: ['predictions', 'remote'],
  receipts: ['receipt'],
} as const;

// Nothing stored grows stale by itself: the studio tells what changed (`live-updates.ts`).
const stored = { staleTime: Infinity, retry: false } as const;

/** Every project of the library. */
export const projectsQuery = (client: Client) =>
  queryOptions({ ...stored, queryKey: keys.projects, queryFn: () => client.call('projects.list', {}) });

/** One project. */
export const projectQuery = (client: Client, project: ProjectId) =>
  queryOptions({
    ...stored,
    queryKey: keys.project(project),
    queryFn: () => client.call('projects.get', { project }),
  });

/** The sections of a project, in reading order. */
export const sectionsQuery = (client: Client, project: ProjectId) =>
  queryOptions({
    ...stored,
    queryKey: keys.sections(project),
    queryFn: () => client.call('sections.list', { project }),
  });

/** The chunks of a section, in reading order. */
export const chunksQuery = (client: Client, project: ProjectId, section: SectionId) =>
  queryOptions({
    ...stored,
    queryKey: keys.chunks(project, section),
    queryFn: () => client.call('chunks.list', { section }),
  });

/** The takes of a chunk: those that are wanted first, then the newest first. */
export const takesQuery = (client: Client, project: ProjectId, chunk: ChunkId) =>
  queryOptions({
    ...stored,
    queryKey: keys.takes(project, chunk),
    queryFn: () => client.call('takes.list', { chunk }),
  });

/** What can be undone and done again in a project. */
export const historyQuery = (client: Client, project: ProjectId) =>
  queryOptions({
    ...stored,
    queryKey: keys.history(project),
    queryFn: () => client.call('history.get', { project }),
  });

/** What cutting a project's text anew would change; any change of the project has it asked again. */
export const cutQuery = (client: Client, cut: CallInput<'chunks.planCut'>) =>
  queryOptions({
    ...stored,
    queryKey: [...keys.chunksOf(cut.project), 'cut', cut.limit, cut.spoken],
    queryFn: () => client.call('chunks.planCut', cut),
    gcTime: 0,
  });

/** The exports of a project, newest first. */
export const exportsQuery = (client: Client, project: ProjectId) =>
  queryOptions({
    ...stored,
    queryKey: keys.exports(project),
    queryFn: () => client.call('exports.list', { project }),
  });

/** What an audiobook can be written as; that is Lectern's own, and stays as it is. */
export const formatsQuery = (client: Client) =>
  queryOptions({ ...stored, queryKey: ['formats'], queryFn: () => client.call('formats.list', {}) });

/** How the narration that runs, or the last one, stands. */
export const narrationQuery = (client: Client) =>
  queryOptions({
    ...stored,
    queryKey: keys.narration,
    queryFn: () => client.call('narration.status', {}),
  });

/** What was being narrated when Lectern ended last. */
export const interruptedQuery = (client: Client) =>
  queryOptions({
    ...stored,
    queryKey: keys.interrupted,
    queryFn: () => client.call('narration.interrupted', {}),
  });

/** What the rest of a narration would take, as it stands. */
export const restQuery = (client: Client, { project, ready, spent }: NarrationProgress) =>
  queryOptions({
    ...stored,
    queryKey: ['rest', project, ready, spent],
    queryFn: () => client.call('narration.rest', {}),
  });

/** What another take of a chunk would cost: asked whenever it is to be shown, as the voice may have been changed. */
export const retakeQuery = (client: Client, project: ProjectId, { id, section }: Chunk) =>
  queryOptions({
    queryKey: ['retake', id],
    queryFn: () =>
      client.call('narration.forecast', { project, sections: [section], chunks: [id], anew: true }),
    retry: false,
    gcTime: 0,
  });

/** The settings of the library. */
export const settingsQuery = (client: Client) =>
  queryOptions({ ...stored, queryKey: keys.settings, queryFn: () => client.call('settings.get', {}) });

/** The named voices of the library. */
export const voicesQuery = (client: Client) =>
  queryOptions({ ...stored, queryKey: keys.voices, queryFn: () => client.call('voices.list', {}) });

/** What a setting of a voice can be, as its engine tells it; the other settings may matter, and its own does not. */
export const speakersQuery = (client: Client, voice: Voice, setting: string) => {
  const others = { ...voice, [setting]: null };
  return queryOptions({
    ...stored,
    queryKey: ['speakers', setting, others],
    queryFn: () => client.call('engines.speakers', { voice: others, setting }),
  });
};

/** Seconds between two looks at an engine whose state passes by itself. */
const passing = 2;

/** How the engine of a voice is. It is asked anew whenever it comes into sight, and while it starts or is busy. */
export const healthQuery = (client: Client, voice: Voice) =>
  queryOptions({
    queryKey: ['health', voice],
    queryFn: () => client.call('engines.health', { voice }),
    retry: false,
    refetchInterval: ({ state: { data } }) => (data && isPassing(data) ? passing * 1000 : false),
  });

/** The reference clips of the library. */
export const clipsQuery = (client: Client) =>
  queryOptions({ ...stored, queryKey: keys.clips, queryFn: () => client.call('references.list', {}) });

/** The tries of the library, newest first. */
export const triesQuery = (client: Client) =>
  queryOptions({ ...stored, queryKey: keys.tries, queryFn: () => client.call('tries.list', {}) });

/** The connection to Replicate, as far as it may be shown. */
export const replicateQuery = (client: Client) =>
  queryOptions({ ...stored, queryKey: keys.replicate, queryFn: () => client.call('replicate.get', {}) });

/** Which predictions of the library are wanted; what is left out does not matter. */
export type PredictionFilter = Pick<CallInput<'predictions.list'>, 'project' | 'engine' | 'state'>;

/** How many predictions of the library are asked for at once. */
const predictionsAtOnce = 60;

/** The predictions of the library, newest first, page by page. */
export const predictionsQuery = (client: Client, filter: PredictionFilter) =>
  infiniteQueryOptions({
    ...stored,
    queryKey: [...keys.predictionLists, filter],
    queryFn: ({ pageParam }) =>
      client.call('predictions.list', {
        ...filter,
        limit: predictionsAtOnce,
        before: pageParam ?? undefined,
      }),
    initialPageParam: null as PredictionId | null,
    getNextPageParam: ({ next }) => next,
  });

/** One prediction of the library. */
export const predictionQuery = (client: Client, prediction: PredictionId) =>
  queryOptions({
    ...stored,
    queryKey: keys.prediction(prediction),
    queryFn: () => client.call('predictions.get', { prediction }),
  });

/** The predictions of the account on Replicate, newest first, page by page. */
export const remotePredictionsQuery = (client: Client) =>
  infiniteQueryOptions({
    ...stored,
    queryKey: keys.remotePredictions,
    queryFn: ({ pageParam: cursor }) => client.call('predictions.remote', { cursor }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

/** What a project has cost, chapter by chapter. */
export const receiptQuery = (client: Client, project: ProjectId) =>
  queryOptions({
    ...stored,
    queryKey: [...keys.receipts, project],
    queryFn: () => client.call('costs.receipt', { project }),
  });

/** A call that changes something; what it changed is asked again. */
export function useCall<Name extends CallName>(
  name: Name,
  changes: readonly (readonly unknown[])[] = [],
): UseMutationResult<CallOutput<Name>, Error, CallInput<Name>> {
  const { client } = useStudio();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: CallInput<Name>) => client.call(name, input),
    onSuccess: () => Promise.all(changes.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
