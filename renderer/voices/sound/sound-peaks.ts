import { queryOptions } from '@tanstack/react-query';
import { LecternError } from '../../../electron/contract/problem.ts';
import { drawnPairs, type DrawnPeaks } from '../../waveform/peaks.ts';

/** How many pairs of minimum and maximum a short sound is drawn with. */
const pairsDrawn = 400;

/** The waveform of a sound of a few seconds. */
export interface SoundShape {
  peaks: DrawnPeaks;
  seconds: number;
}

/** Fetches and decodes a sound of a few seconds to draw it. What is at an address never changes. */
export const soundShapeQuery = (url: string) =>
  queryOptions({
    queryKey: ['sound', url],
    staleTime: Infinity,
    retry: false,
    queryFn: async (): Promise<SoundShape> => {
      const response = await fetch(url);
      if (!response.ok) throw notFetched(response.status);
      const context = new OfflineAudioContext(1, 1, 24_000);
      const decoded = await context.decodeAudioData(await response.arrayBuffer());
      return { peaks: drawnPairs(pairsOf(decoded.getChannelData(0))), seconds: decoded.duration };
    },
  });

/** Minimum and maximum of equal stretches of samples, one pair after another. */
export function pairsOf(samples: Float32Array, wanted: number = pairsDrawn): Float32Array {
  const count = Math.min(wanted, samples.length);
  const pairs = new Float32Array(count * 2);
  for (let pair = 0; pair < count; pair++) {
    const end = Math.floor(((pair + 1) * samples.length) / count);
    let low = 0;
    let high = 0;
    for (let index = Math.floor((pair * samples.length) / count); index < end; index++) {
      const sample = samples[index] ?? 0;
      if (sample < low) low = sample;
      else if (sample > high) high = sample;
    }
    pairs[pair * 2] = low;
    pairs[pair * 2 + 1] = high;
  }
  return pairs;
}

function notFetched(status: number): LecternError {
  return new LecternError(
    'file-unreadable',
    `The sound could not be fetched (${status}).`,
    'Open this view again; if that does not help, make the sound anew.',
  );
}
