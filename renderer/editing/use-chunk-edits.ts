import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CallInput } from '../../electron/contract/calls.ts';
import type { ProjectId, SectionId, TakeId } from '../../electron/contract/ids.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import type { Chunk } from '../../electron/contract/project.ts';
import { keys } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { problemOf } from '../ui/notice.tsx';

/** An edit of one chunk, and what it is called with. */
export type ChunkEdit =
  | { call: 'chunks.correct'; input: CallInput<'chunks.correct'> }
  | { call: 'chunks.sayAs'; input: CallInput<'chunks.sayAs'> }
  | { call: 'chunks.pause'; input: CallInput<'chunks.pause'> }
  | { call: 'chunks.split'; input: CallInput<'chunks.split'> }
  | { call: 'chunks.join'; input: CallInput<'chunks.join'> }
  | { call: 'takes.choose'; input: { chunk: Chunk['id']; take: TakeId | null } };

/** What is called once an edit is done, with its chunk as it is then. */
type Done = (chunk: Chunk | undefined) => void;

/** What edits the chunks of a section; what an edit answers is shown at once, its event has the rest asked again. */
export function useChunkEdits(
  project: ProjectId,
  section: SectionId,
  onError?: (thrown: unknown) => void,
): {
  /** `onDone` is called also when whoever asked is not in the page any more. */
  edit: (edit: ChunkEdit, onDone?: Done) => void;
  pending: boolean;
  problem: Problem | null;
} {
  const { client } = useStudio();
  const queries = useQueryClient();
  const queryKey = keys.chunks(project, section);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async ({ edit }: { edit: ChunkEdit; onDone: Done | undefined }): Promise<Chunk | Chunk[]> => {
      switch (edit.call) {
        case 'chunks.correct':
          return client.call(edit.call, edit.input);
        case 'chunks.sayAs':
          return client.call(edit.call, edit.input);
        case 'chunks.pause':
          return client.call(edit.call, edit.input);
        case 'takes.choose':
          return client.call(edit.call, edit.input);
        case 'chunks.split':
          return client.call(edit.call, edit.input);
        case 'chunks.join':
          return client.call(edit.call, edit.input);
      }
    },
    onSuccess: async (changed, { edit, onDone }) => {
      onDone?.(Array.isArray(changed) ? changed.find(({ id }) => id === edit.input.chunk) : changed);
      // An answer that is on its way already may be older than this one.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData<Chunk[]>(queryKey, (chunks) =>
        Array.isArray(changed)
          ? changed
          : chunks?.map((other) => (other.id === changed.id ? changed : other)),
      );
      for (const stale of [queryKey, keys.takes(project, edit.input.chunk)])
        void queries.invalidateQueries({ queryKey: stale });
    },
    onError: (thrown) => onError?.(thrown),
  });
  return {
    edit: (edit, onDone) => {
      mutate({ edit, onDone });
    },
    pending: isPending,
    problem: problemOf(error),
  };
}
