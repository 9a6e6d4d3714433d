import { z } from 'zod';
import { predictionIdSchema, takeIdSchema } from './ids.ts';
import { voiceSchema } from './voice.ts';

/**
 * A take that was made for a chunk, or for a piece of the text that it now holds. `fit` is what it takes to hear it
 * there: `wanted` is of the chunk's words and voice as they are now; `voice` is of the same words in another voice,
 * which choosing it gives to the chunk; `words` is of other words for this place, which choosing it makes the chunk's
 * "say as"; `elsewhere` says more than this chunk or only a part of it, since the chunk was split or joined: it can be
 * heard and not chosen, and undoing that edit brings it back.
 */
export const takeSchema = z.object({
  id: takeIdSchema,
  prediction: predictionIdSchema,
  fit: z.enum(['wanted', 'voice', 'words', 'elsewhere']),
  /** Whether it is what is heard of the chunk now. */
  heard: z.boolean(),
  /** Whether a person chose it; else the newest that is wanted is heard. */
  chosen: z.boolean(),
  /** What is spoken in it. */
  text: z.string(),
  voice: voiceSchema,
  /** The name of the named voice with these very settings, its seed apart; null when there is none. */
  voiceName: z.string().nullable(),
  /** Whether it stands in as a draft. */
  draft: z.boolean(),
  samples: z.int().positive(),
  /** Hz. */
  sampleRate: z.int().positive(),
  /** dBFS. */
  peak: z.number(),
  /** dBFS. */
  rms: z.number(),
  /** Samples at full scale. */
  clipped: z.int(),
  /** US dollars; 0 for a free voice, null when it is not known. */
  cost: z.number().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
});

/** See {@link takeSchema}. */
export type Take = z.infer<typeof takeSchema>;
