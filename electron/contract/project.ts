import { z } from 'zod';
import { boundarySchema, chunkLimitSchema, defaultChunkLimit, defaultPauses, pausesSchema } from './chunk.ts';
import { chunkIdSchema, projectIdSchema, sectionIdSchema, takeIdSchema, voiceIdSchema } from './ids.ts';
import { problemSchema } from './problem-schema.ts';
import { defaultVoice, engineIdSchema, voiceSchema } from './voice.ts';

/** The sample rates that a project may have, in Hz. */
export const sampleRates = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000] as const;

/** See {@link sampleRates}. */
export const sampleRateSchema = z.literal(sampleRates);

/** What a project is made with; the settings hold those of the next new project. */
export const projectSettingsSchema = z.object({
  voice: voiceSchema,
  pauses: pausesSchema,
  /** Characters. */
  chunkLimit: chunkLimitSchema,
  /** Hz. */
  sampleRate: sampleRateSchema,
});

/** See {@link projectSettingsSchema}. */
export type ProjectSettings = z.infer<typeof projectSettingsSchema>;

/** The settings of a new library. */
export const defaultProjectSettings: ProjectSettings = {
  voice: defaultVoice,
  pauses: defaultPauses,
  chunkLimit: defaultChunkLimit,
  // What StyleTTS 2 speaks.
  sampleRate: 24_000,
};

/** One audiobook in the making. */
export const projectSchema = projectSettingsSchema.extend({
  id: projectIdSchema,
  /** The named voice that it follows; null when `voice` is its own. */
  voiceId: voiceIdSchema.nullable(),
  title: z.string(),
  author: z.string().nullable(),
  language: z.string().nullable(),
  format: z.enum(['text', 'markdown', 'epub']),
  /** Name of the imported file, without its folder. */
  sourceName: z.string(),
  /** Hz. What is heard of it is at this rate, whatever its engines speak at. */
  sampleRate: z.int().positive(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
});

/** See {@link projectSchema}. */
export type Project = z.infer<typeof projectSchema>;

/** A project with what it has come to, for the library. Counts are of the chunks of included sections. */
export const projectSummarySchema = projectSchema.extend({
  /** Whether `media/cover/<id>` has an image. */
  hasCover: z.boolean(),
  chapters: z.int(),
  chunks: z.int(),
  ready: z.int(),
  /** Length of what is ready, pauses included, in seconds. */
  seconds: z.number(),
});

/** See {@link projectSummarySchema}. */
export type ProjectSummary = z.infer<typeof projectSummarySchema>;

/** A section with what its narration has come to. Counts are of the chunks that can be spoken. */
export const sectionSchema = z.object({
  id: sectionIdSchema,
  title: z.string(),
  included: z.boolean(),
  /** Why it is suggested to skip it; null when nothing speaks against it. */
  reason: z.string().nullable(),
  /** The named voice that this chapter is spoken with instead of the project's. */
  voice: voiceIdSchema.nullable(),
  chunks: z.int(),
  ready: z.int(),
  /** Chunks for which a draft take stands in until their own voice has spoken them. */
  drafts: z.int(),
  failed: z.int(),
  characters: z.int(),
  /** Length of what is heard, pauses included, in seconds. */
  seconds: z.number(),
  /** The words that are spoken as its heading; null when it begins without one. */
  heading: z.string().nullable(),
});

/** See {@link sectionSchema}. */
export type Section = z.infer<typeof sectionSchema>;

/**
 * `ornament`: shown as skipped. `missing`: not spoken yet, or spoken with another text or voice. `failed`: the last
 * prediction ended with `problem`. `draft`: a draft take of this very text stands in until the chunk's own voice has
 * spoken it. `ready`: there is a take of this very text and voice.
 */
export const chunkSchema = z.object({
  id: chunkIdSchema,
  section: sectionIdSchema,
  state: z.enum(['ornament', 'missing', 'failed', 'draft', 'ready']),
  /** Its words, corrections applied. */
  text: z.string(),
  /** The manuscript's own words, where they were corrected; null where they were not. */
  original: z.string().nullable(),
  /** What is spoken instead of its words; null when they are spoken themselves. */
  sayAs: z.string().nullable(),
  boundary: boundarySchema,
  /** Seconds of silence after it; 0 for an ornament, whose break the chunk before it carries. */
  pauseAfter: z.number(),
  /** The pause of its own, in seconds; null when its boundary decides. */
  pause: z.number().nullable(),
  /** The named voice that this chunk is spoken with instead of its chapter's. */
  voice: voiceIdSchema.nullable(),
  /** Settings of its own, which it has from a take that was chosen; null when it follows a voice. */
  ownVoice: voiceSchema.nullable(),
  /** The seed of its own, from a retake; null for its voice's. */
  seed: z.int().nullable(),
  /** What is heard of it: the take of a `ready` chunk, or the one that stands in for it. */
  take: z
    .object({
      id: takeIdSchema,
      engine: engineIdSchema,
      /** Whether a person chose it. */
      chosen: z.boolean(),
      samples: z.int().positive(),
      /** dBFS. */
      peak: z.number(),
      /** dBFS. */
      rms: z.number(),
      /** Samples at full scale. */
      clipped: z.int(),
    })
    .nullable(),
  problem: problemSchema.nullable(),
});

/** See {@link chunkSchema}. */
export type Chunk = z.infer<typeof chunkSchema>;
