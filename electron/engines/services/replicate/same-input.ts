import type { Json, PreparedSpeech } from '../../engine.ts';
import type { RemoteModel } from './remote-model.ts';

type Input = PreparedSpeech['input'];

/**
 * Whether a prediction of the account was asked for with our prepared input. A clip is sent as its bytes or as an
 * uploaded file, and may come back under another address: there, that both have a reference is all that can be
 * compared. A number may come back as its digits.
 */
export function isSameInput(
  theirs: Input,
  ours: Input,
  { clipPrefix, optionalInputs }: Pick<RemoteModel, 'clipPrefix' | 'optionalInputs'>,
): boolean {
  const names = new Set([...Object.keys(ours), ...optionalInputs]);
  return [...names].every((name) => {
    const [their, our] = [theirs[name] ?? null, ours[name] ?? null];
    const isClip = typeof our === 'string' && our.startsWith(clipPrefix);
    return isClip ? typeof their === 'string' : isEqual(their, our);
  });
}

function isEqual(their: Json, our: Json): boolean {
  if (typeof our !== 'number' || typeof their !== 'string') return their === our;
  return their.trim() !== '' && Number(their) === our;
}
