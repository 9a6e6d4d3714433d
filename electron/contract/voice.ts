import { z } from 'zod';

/** The speakers of the built-in draft voice (CMU Flite). */
export const draftSpeakers = ['rms', 'slt', 'awb', 'kal', 'kal16'] as const;

/** The built-in draft voice: free, offline, English. `rate` is the speed of speech, 1 being the speaker's own. */
export const draftVoiceSchema = z.object({
  engine: z.literal('draft'),
  speaker: z.enum(draftSpeakers),
  rate: z.number().min(0.5).max(2),
});

/** See {@link draftVoiceSchema}. */
export type DraftVoice = z.infer<typeof draftVoiceSchema>;

/** Speech to copy the style from: a clip in the library, by the hex SHA-256 of its content, or one on the web. */
export const referenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clip'), hash: z.string().regex(/^[0-9a-f]{64}$/u), name: z.string() }),
  z.object({ kind: z.literal('url'), url: z.url({ protocol: /^https?$/u }) }),
]);

/** See {@link referenceSchema}. */
export type Reference = z.infer<typeof referenceSchema>;

/** The id of a version of a model on Replicate. */
export const modelVersionSchema = z.string().regex(/^[0-9a-f]{64}$/u);

/** StyleTTS 2 with every input of its model but the text, in the ranges of its API (`seed` is any whole number). */
export const styletts2VoiceSchema = z.object({
  engine: z.literal('styletts2'),
  alpha: z.number().min(0).max(1),
  beta: z.number().min(0).max(1),
  diffusionSteps: z.int().min(0).max(50),
  embeddingScale: z.number().min(0).max(5),
  seed: z.int(),
  reference: referenceSchema.nullable(),
  /** URL of a fine-tuned model's weights. */
  weights: z.url({ protocol: /^https?$/u }).nullable(),
  /** The id of another version of the model; null for the one that Lectern was made for. */
  modelVersion: modelVersionSchema.nullable().default(null),
});

/** See {@link styletts2VoiceSchema}. */
export type StyleTts2Voice = z.infer<typeof styletts2VoiceSchema>;

/** An engine plus its settings. */
export const voiceSchema = z.discriminatedUnion('engine', [draftVoiceSchema, styletts2VoiceSchema]);

/** See {@link voiceSchema}. */
export type Voice = z.infer<typeof voiceSchema>;

/** Every engine. */
export const engineSchema = z.enum(['draft', 'styletts2']);

/** The voice of a new project: `rms` is the most intelligible of the draft speakers. */
export const defaultVoice: DraftVoice = { engine: 'draft', speaker: 'rms', rate: 1 };

/** StyleTTS 2 as its model's page has it. */
export const defaultStyleTts2Voice: StyleTts2Voice = {
  engine: 'styletts2',
  alpha: 0.3,
  beta: 0.7,
  diffusionSteps: 10,
  embeddingScale: 1,
  seed: 0,
  reference: null,
  weights: null,
  modelVersion: null,
};

/** The ordinary voice of each engine. */
export const defaultVoices: Readonly<{ [Engine in Voice['engine']]: Extract<Voice, { engine: Engine }> }> = {
  draft: defaultVoice,
  styletts2: defaultStyleTts2Voice,
};

/** Something about a voice that a person should know before it speaks. */
export interface VoiceFault {
  /** `error`: it cannot work, and is refused before money is spent. `warning`: it may sound bad. */
  severity: 'error' | 'warning';
  field: keyof StyleTts2Voice;
  message: string;
}

/** What cannot work, or may disappoint, with a voice's settings (FACTS.md section 7). */
export function voiceFaults(voice: Voice): VoiceFault[] {
  if (voice.engine !== 'styletts2') return [];
  const { diffusionSteps, embeddingScale, weights, reference } = voice;
  const faults: VoiceFault[] = [];
  if (diffusionSteps < 3) {
    const why =
      diffusionSteps === 0
        ? 'No diffusion steps leave the voice without any style.'
        : 'The model fails with fewer than 3 diffusion steps.';
    faults.push({ severity: 'error', field: 'diffusionSteps', message: `${why} Choose 3 to 50.` });
  } else if (diffusionSteps < 5) {
    const message = 'Fewer than 5 diffusion steps can sound rough.';
    faults.push({ severity: 'warning', field: 'diffusionSteps', message });
  }
  if (weights !== null && reference === null) {
    const message =
      'Fine-tuned weights only work together with a reference clip. Add one, or remove the weights.';
    faults.push({ severity: 'error', field: 'weights', message });
  }
  if (embeddingScale > 1) {
    const message = 'An embedding scale above 1 can turn short sentences into loud noise.';
    faults.push({ severity: 'warning', field: 'embeddingScale', message });
  }
  return faults;
}
