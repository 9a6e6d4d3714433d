import { z } from 'zod';
import { describeEngine, numberSettingSchema, type EngineEntry } from '../../contract/engine-entry.ts';
import { modelVersionSchema, referenceSchema } from '../../contract/voice.ts';

const alpha = numberSettingSchema.parse({
  kind: 'number',
  id: 'alpha',
  label: 'Timbre (alpha)',
  short: 'Timbre',
  hint: 'Whose voice it sounds like, from 0 to 1. 0 keeps the reference’s timbre, 1 takes it from the text.',
  help: '0 to 1: how far the timbre may leave the reference',
  idle: {
    without: 'reference',
    message:
      'It changes nothing while there is no reference: without one, it only matters in text that is longer than Lectern’s chunks.',
  },
  min: 0,
  max: 1,
  step: 0.01,
  digits: 2,
  default: 0.3,
});

const beta = numberSettingSchema.parse({
  kind: 'number',
  id: 'beta',
  label: 'Prosody (beta)',
  short: 'Prosody',
  hint: 'How it is told: melody, pace and stress, from 0 to 1. 0 speaks as the reference does, 1 as the text suggests.',
  help: '0 to 1: how far the prosody may leave the reference',
  idle: { without: 'reference', message: 'It changes nothing while there is no reference.' },
  min: 0,
  max: 1,
  step: 0.01,
  digits: 2,
  default: 0.7,
});

const diffusionSteps = numberSettingSchema.parse({
  kind: 'number',
  id: 'diffusionSteps',
  label: 'Diffusion steps',
  short: 'Steps',
  hint: 'How carefully the style is drawn, from 0 to 50. More steps vary more and take longer; below 3 the model fails.',
  help: '3 to 50 (the model cannot speak with fewer): more is more varied and slower',
  option: 'diffusion-steps',
  min: 0,
  max: 50,
  step: 1,
  whole: true,
  default: 10,
});

const embeddingScale = numberSettingSchema.parse({
  kind: 'number',
  id: 'embeddingScale',
  label: 'Emotion (embedding scale)',
  short: 'Emotion',
  hint: 'How strongly the text’s mood is acted out, from 0 to 5.',
  help: '0 to 5: more is more emotional',
  option: 'embedding-scale',
  min: 0,
  max: 5,
  step: 0.1,
  digits: 1,
  default: 1,
});

/** The numbers of the model, under its own names. */
export const modelNumbers = { alpha, beta, diffusion_steps: diffusionSteps, embedding_scale: embeddingScale };

/** StyleTTS 2 in the catalogue: every input of its model but the text, in the ranges of its API (FACTS.md section 7). */
export const styletts2Entry: EngineEntry = describeEngine({
  id: 'styletts2',
  name: 'StyleTTS 2',
  hint: 'A natural voice, spoken by Replicate over the internet and paid by the second.',
  own: { label: 'StyleTTS 2, with settings of its own', hint: 'Natural; spoken and paid on Replicate.' },
  settings: [
    {
      kind: 'reference',
      id: 'reference',
      label: 'Reference',
      help: 'copy the style of this speech',
    },
    alpha,
    beta,
    diffusionSteps,
    embeddingScale,
    {
      kind: 'seed',
      id: 'seed',
      label: 'Seed',
      hint: 'The dice that the style is drawn with, any whole number. The same seed with the same text gives the same take.',
      help: 'another seed is another reading',
      default: 0,
    },
    {
      kind: 'address',
      id: 'weights',
      label: 'Weights',
      hint: 'The web address of a fine-tuned model’s weights. They need a reference.',
      help: 'a fine-tuned model; needs --reference',
    },
    {
      kind: 'version',
      id: 'modelVersion',
      label: 'Model version',
      help: 'another version of the model, by its id at Replicate',
      option: 'model-version',
      advanced: true,
    },
  ],
  rules: [
    {
      setting: 'diffusionSteps',
      below: 1,
      severity: 'error',
      message: 'No diffusion steps leave the voice without any style. Choose 3 to 50.',
    },
    {
      setting: 'diffusionSteps',
      below: 3,
      severity: 'error',
      message: 'The model fails with fewer than 3 diffusion steps. Choose 3 to 50.',
    },
    {
      setting: 'diffusionSteps',
      below: 5,
      severity: 'warning',
      message: 'Fewer than 5 diffusion steps can sound rough.',
    },
    {
      setting: 'weights',
      without: 'reference',
      severity: 'error',
      message: 'Fine-tuned weights only work together with a reference clip. Add one, or remove the weights.',
    },
    {
      setting: 'embeddingScale',
      above: 1,
      severity: 'warning',
      message: 'An embedding scale above 1 can turn short sentences into loud noise.',
    },
  ],
  longestText: 280,
  price: { by: 'Replicate', per: 'second-of-work', words: 'usually well under a cent' },
  needsToken: true,
  repair: 'clicks-at-ends',
  sampleRate: 24_000,
  // A guess, and told as one: a chunk of 280 characters is some 18 s of speech, made several times as fast on a T4.
  guess: { fixed: 1, perCharacter: 0.012 },
});

/** A voice of StyleTTS 2, by its shape; the ranges are the catalogue’s, and the service refuses what is beyond its own. */
export const styletts2VoiceSchema = z.object({
  engine: z.literal('styletts2'),
  alpha: z.number(),
  beta: z.number(),
  diffusionSteps: z.number(),
  embeddingScale: z.number(),
  seed: z.int(),
  reference: referenceSchema.nullable(),
  /** URL of a fine-tuned model's weights. */
  weights: z.url({ protocol: /^https?$/u }).nullable(),
  /** The id of another version of the model; null for the one that Lectern was made for. */
  modelVersion: modelVersionSchema.nullable().default(null),
});

/** See {@link styletts2VoiceSchema}. */
export type StyleTts2Voice = z.infer<typeof styletts2VoiceSchema>;

/** StyleTTS 2 as its model's page has it. */
export const defaultStyleTts2Voice: StyleTts2Voice = {
  engine: 'styletts2',
  alpha: alpha.default,
  beta: beta.default,
  diffusionSteps: diffusionSteps.default,
  embeddingScale: embeddingScale.default,
  seed: 0,
  reference: null,
  weights: null,
  modelVersion: null,
};
