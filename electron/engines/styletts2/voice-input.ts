import { LecternError } from '../../contract/problem.ts';
import type { Reference, Voice } from '../../contract/voice.ts';
import { voiceFaults } from '../../contract/voice-settings.ts';
import type { Json } from '../engine.ts';
import { styletts2Remote } from './model.ts';
import { styletts2Entry, styletts2VoiceSchema, type StyleTts2Voice } from './voice.ts';

/** The voice as one of ours. Throws `invalid-call` for another engine's, and for settings that cannot work. */
export function styleTts2Only(voice: Voice): StyleTts2Voice {
  const ours = styletts2VoiceSchema.safeParse(voice);
  if (!ours.success) {
    throw new LecternError(
      'invalid-call',
      `StyleTTS 2 was asked to speak as ${voice.engine}.`,
      'Choose the voice of this chunk again.',
    );
  }
  const fault = voiceFaults(styletts2Entry, voice).find(({ severity }) => severity === 'error');
  if (fault !== undefined) {
    throw new LecternError('invalid-call', `This voice cannot speak. ${fault.message}`, 'Change the voice.');
  }
  return ours.data;
}

/** What the model is given, under its own names: everything is said, so that a changed default changes nothing. */
export function voiceInput(voice: StyleTts2Voice, text: string): Record<string, Json> {
  const { alpha, beta, diffusionSteps, embeddingScale, seed, reference, weights } = voice;
  return {
    text,
    alpha,
    beta,
    diffusion_steps: diffusionSteps,
    embedding_scale: embeddingScale,
    seed,
    ...(reference === null ? {} : { reference: nameOf(reference) }),
    ...(weights === null ? {} : { weights }),
  };
}

function nameOf(reference: Reference): string {
  return reference.kind === 'url' ? reference.url : `${styletts2Remote.clipPrefix}${reference.hash}`;
}
