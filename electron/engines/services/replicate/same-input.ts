import type { Json, PreparedSpeech } from '../../engine.ts';
import { clipPrefix } from '../../styletts2/voice-input.ts';

type Input = PreparedSpeech['input'];

/**
 * Whether a prediction of the account was asked for with our prepared input. A clip is sent as its bytes or as an
 * uploaded file, and may come back under another address: there, that both have a reference is all that can be
 * compared. A number may come back as its digits.
 */
export function isSameInput(theirs: Input, ours: Input): boolean {
  const names = new Set([...Object.keys(ours), 'reference', 'weights']);
  return [...names].every((name) => {
    const [their, our] = [theirs[name] ?? null, ours[name] ?? null];
    return isClip(our) ? typeof their === 'string' : isEqual(their, our);
  });
}

function isEqual(their: Json, our: Json): boolean {
  if (typeof our !== 'number' || typeof their !== 'string') return their === our;
  return their.trim() !== '' && Number(their) === our;
}

function isClip(value: Json): boolean {
  return typeof value === 'string' && value.startsWith(clipPrefix);
}
