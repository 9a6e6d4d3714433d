import { z } from 'zod';
import { chunkIdSchema, projectIdSchema, sectionIdSchema, takeIdSchema } from './ids.ts';

/** A stretch of a timeline: a take (or a range of it), or a silence. All positions and lengths in samples. */
export const timelineItemSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('take'),
    take: takeIdSchema,
    /** First sample of the take that is heard. */
    from: z.int().min(0),
    samples: z.int().positive(),
    /** Gain in dB; 0 leaves the samples as they are. */
    gain: z.number().min(-60).max(24),
    /** Linear fades at both ends, in samples; 0 for none. */
    fadeIn: z.int().min(0),
    fadeOut: z.int().min(0),
  }),
  z.object({ kind: z.literal('silence'), samples: z.int().positive() }),
]);

/** See {@link timelineItemSchema}. */
export type TimelineItem = z.infer<typeof timelineItemSchema>;

/** What an audiobook says of itself. */
export const aboutSchema = z.object({
  title: z.string(),
  author: z.string().nullable(),
  /** BCP 47, as the manuscript says it. */
  language: z.string().nullable(),
  /** The project whose cover it has: `media/cover/<id>`; null for none. */
  cover: projectIdSchema.nullable(),
});

/** See {@link aboutSchema}. */
export type About = z.infer<typeof aboutSchema>;

/** What is heard of chosen chapters, in order, before it is laid out in time. Mono. */
export const assemblySchema = z.object({
  /** Hz. */
  sampleRate: z.int().min(8000).max(192000),
  about: aboutSchema,
  chapters: z.array(
    z.object({
      section: sectionIdSchema,
      title: z.string(),
      /** Its chunks with their words, corrections applied, and what is heard of each: its take, and its pause. */
      spoken: z.array(
        z.object({ chunk: chunkIdSchema, text: z.string(), items: z.array(timelineItemSchema) }),
      ),
    }),
  ),
});

/** See {@link assemblySchema}. */
export type Assembly = z.infer<typeof assemblySchema>;

/** Where a chunk is heard in a timeline, in samples from its start; its pause follows `end`. */
export const chunkPositionSchema = z.object({
  chunk: chunkIdSchema,
  start: z.int().min(0),
  end: z.int().min(0),
});

/** See {@link chunkPositionSchema}. */
export type ChunkPosition = z.infer<typeof chunkPositionSchema>;

/** A chunk in a timeline, with its words. */
export const timedChunkSchema = chunkPositionSchema.extend({ text: z.string() });

/** See {@link timedChunkSchema}. */
export type TimedChunk = z.infer<typeof timedChunkSchema>;

/** A chapter mark: where a chapter starts, in samples from the start of the audio. */
export const markSchema = z.object({ title: z.string(), position: z.int().min(0) });

/** See {@link markSchema}. */
export type Mark = z.infer<typeof markSchema>;

/** A chapter or a book to the sample, whatever it will be written as. */
export interface Timeline {
  about: About;
  /** Hz. */
  sampleRate: number;
  /** Length in samples. */
  samples: number;
  /** What is heard, end to end: no two silences are neighbours, and nothing is empty. */
  items: TimelineItem[];
  /** The start of every chapter of which something is heard. */
  marks: Mark[];
  /** Every chunk that is heard, in order. */
  chunks: TimedChunk[];
}
