import { useQuery } from '@tanstack/react-query';
import type { ProjectId } from '../../../electron/contract/ids.ts';
import type { Chunk } from '../../../electron/contract/project.ts';
import { retakeQuery, settingsQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import type { Narrate } from '../../narration/use-narrate.ts';
import { problemOf } from '../../ui/notice.tsx';
import { newSeed } from '../seed.ts';
import { retakeOffer, type RetakeOffer } from './retake.ts';

/** Another take of a chunk: what it costs or why it cannot be asked for, and what asks for it. */
export function useRetake(
  project: ProjectId,
  chunk: Chunk,
  narrate: Narrate,
): { offer: RetakeOffer; start: () => void } {
  const { client } = useStudio();
  const { data: settings, error: settingsError } = useQuery(settingsQuery(client));
  const { data: price, error: priceError } = useQuery(retakeQuery(client, project, chunk));
  const offer = retakeOffer({
    busy: narrate.busy,
    price,
    maxCost: settings?.maxCost,
    failure: problemOf(priceError ?? settingsError)?.message ?? null,
  });
  return {
    offer,
    start: () => {
      narrate.retake({
        project,
        chunk,
        seed: newSeed(chunk.seed),
        maxCost: settings?.maxCost ?? null,
      });
    },
  };
}
