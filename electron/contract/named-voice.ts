import { z } from 'zod';
import { voiceIdSchema } from './ids.ts';
import { voiceSchema } from './voice.ts';

/** A voice that was given a name, to be chosen for projects, chapters and chunks. */
export const namedVoiceSchema = z.object({
  id: voiceIdSchema,
  name: z.string(),
  voice: voiceSchema,
  /** How many projects, chapters and chunks follow it. */
  uses: z.int(),
});

/** See {@link namedVoiceSchema}. */
export type NamedVoice = z.infer<typeof namedVoiceSchema>;

/** What was found of a reference clip, judged for a voice to be copied from it. */
export const clipQualitySchema = z.object({
  seconds: z.number(),
  /** dBFS, RMS of the speech. */
  level: z.number(),
  /** dBFS. */
  peak: z.number(),
  /** dBFS of the quietest tenth. */
  noise: z.number(),
  /** Samples at full scale. */
  clipped: z.int(),
  verdicts: z.array(
    z.object({
      severity: z.enum(['error', 'warning', 'good']),
      aspect: z.enum(['length', 'level', 'noise', 'clipping']),
      message: z.string(),
    }),
  ),
});

/** See {@link clipQualitySchema}. */
export type ClipQuality = z.infer<typeof clipQualitySchema>;

/** A reference clip of the library. */
export const clipSchema = z.object({
  /** Hex SHA-256 of its file. */
  hash: z.string(),
  name: z.string(),
  quality: clipQualitySchema,
});

/** See {@link clipSchema}. */
export type Clip = z.infer<typeof clipSchema>;

/** An audio file that a clip may be cut from. */
export const referenceFileSchema = z.object({
  name: z.string(),
  seconds: z.number(),
  /** Hz. */
  sampleRate: z.int(),
  channels: z.int(),
  /** Pairs of minimum and maximum from -1 to 1, evenly over the file. */
  peaks: z.array(z.number()),
});

/** See {@link referenceFileSchema}. */
export type ReferenceFile = z.infer<typeof referenceFileSchema>;

/** The notice of the model's terms, shown where a reference is chosen and accepted once. */
export const referenceTerms =
  'Copy only a voice whose speaker has given permission, or tell every listener that the speech is synthetic. ' +
  'These are the terms under which StyleTTS 2’s voice model may be used.';
