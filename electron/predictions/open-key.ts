import { takeKeys } from '../book/take-key.ts';
import { voiceSchema } from '../contract/voice.ts';
import type { OpenPrediction } from '../db/queries/predictions.ts';
import type { Engine } from '../engines/engine.ts';
import { parseJson } from '../db/statement.ts';

/**
 * The key that the take of an open prediction will have; `engine` is null where this studio does not have its engine.
 * Reckoned anew, never read: what a Lectern of before sent has a key of before, which its audio speaks of.
 */
export function openKey(
  { voice: stored, maker, text }: Pick<OpenPrediction, 'voice' | 'maker' | 'text'>,
  engine: Pick<Engine, 'maker'> | null,
): string {
  const voice = voiceSchema.parse(parseJson(stored));
  return takeKeys(voice, maker ?? engine?.maker(voice) ?? '')(text);
}
