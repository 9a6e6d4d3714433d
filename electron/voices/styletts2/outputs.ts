import type { ReplicatePrediction } from '../replicate/answers.ts';

/**
 * The address of the audio that a prediction made: a web address or a data URI, by itself, as the only one of a list,
 * or as the only one in an object. Null when there is none (yet), or more than one: which is the chunk's cannot be told.
 */
export function addressOf({ output }: Pick<ReplicatePrediction, 'output'>): string | null {
  const addresses = addressesIn(output);
  const [address] = addresses;
  return addresses.length === 1 && address !== undefined ? address : null;
}

/** Every address in an output, of whatever shape. */
function addressesIn(output: unknown): string[] {
  if (typeof output === 'string') return isAddress(output) ? [output] : [];
  if (typeof output !== 'object' || output === null) return [];
  return Object.values(output).flatMap(addressesIn);
}

function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|data:)/iu.test(text);
}
