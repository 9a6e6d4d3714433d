import type { ReplicatePrediction } from './answers.ts';

/** More addresses than this are none of a chunk's audio. */
const mostAddresses = 4;

/**
 * The addresses in what a prediction made: web addresses and data URIs, by themselves or in a list or object of any
 * shape. None while the service has not said any.
 */
export function addressesOf({ output }: Pick<ReplicatePrediction, 'output'>): string[] {
  return addressesIn(output).slice(0, mostAddresses);
}

function addressesIn(output: unknown): string[] {
  if (typeof output === 'string') return /^(?:https?:\/\/|data:)/iu.test(output) ? [output] : [];
  if (typeof output !== 'object' || output === null) return [];
  return Object.values(output).flatMap(addressesIn);
}
