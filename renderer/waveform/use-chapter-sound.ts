import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ProjectId, SectionId } from '../../electron/contract/ids.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import { peaksUrl } from '../../electron/contract/media.ts';
import { LecternError } from '../../electron/contract/problem.ts';
import { keys } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { problemOf } from '../ui/notice.tsx';
import { stitchChapter, type Track } from './chapter-sound.ts';
import { paced } from './paced.ts';
import { decodePeaks, type DrawnPeaks } from './peaks.ts';
import type { Player } from './player.ts';

/** A chapter that grows is stitched anew at most this often, in milliseconds. */
const stitchEvery = 1000;

/** Keeps the player supplied with the newest sound of a chapter, also while it is being narrated. */
export function useChapterSound(
  player: Player,
  project: ProjectId,
  section: SectionId,
): { waiting: boolean; problem: Problem | null; retry: () => void } {
  const { client, connection } = useStudio();
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: keys.assembly(project, section),
    queryFn: () => stitchChapter(client, project, section),
    staleTime: Infinity,
    // The host remembers a few files only: one that was heard some time ago has to be made known to it again.
    gcTime: 0,
    retry: false,
    structuralSharing: false,
  });

  useEffect(() => {
    const stitching = paced(
      () => queries.invalidateQueries({ queryKey: keys.assembly(project, section) }),
      stitchEvery,
    );
    const stopEvents = connection.subscribe((event) => {
      if (event.name === 'chunk' && event.payload.chunk.section === section) stitching.ask();
    });
    return () => {
      stopEvents();
      stitching.stop();
    };
  }, [connection, queries, project, section]);

  useEffect(() => {
    if (data !== undefined) player.offer(data);
  }, [player, data]);

  useEffect(
    () => () => {
      player.unload();
    },
    [player, section],
  );

  const retry = (): void => {
    void refetch().then(() => {
      player.reload();
    });
  };
  return { waiting: isPending, problem: problemOf(error), retry };
}

/** Peaks with the length in seconds of the sound they are of: both change together. */
export interface TrackPeaks extends DrawnPeaks {
  duration: number;
}

/** The peaks of a track at a level; those of the file before it until they are there. */
export function useTrackPeaks(
  { name, samples, sampleRate }: Track,
  level: number,
): { peaks: TrackPeaks | undefined; problem: Problem | null } {
  const { data, error } = useQuery({
    queryKey: ['peaks', name, level],
    queryFn: async ({ signal }): Promise<TrackPeaks> => {
      const response = await fetch(peaksUrl(name, level), { signal });
      if (!response.ok) throw noPeaks(response.status);
      return { ...decodePeaks(await response.arrayBuffer()), duration: samples / sampleRate };
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
    structuralSharing: false,
  });
  return { peaks: data, problem: problemOf(error) };
}

function noPeaks(status: number): LecternError {
  return new LecternError(
    'file-unreadable',
    `The waveform of this chapter could not be read (answer ${status}).`,
    'Open the chapter again; if that does not help, narrate it again.',
  );
}
