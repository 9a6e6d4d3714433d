import { z } from 'zod';
import { chunkIdSchema, takeIdSchema } from './ids.ts';

/** A stretch of an assembly: a take (or a range of it), or a silence. All positions and lengths in samples. */
export const assemblyItemSchema = z.discriminatedUnion('kind', [
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

/** See {@link assemblyItemSchema}. */
export type AssemblyItem = z.infer<typeof assemblyItemSchema>;

/** The exact timeline of a chapter or a book. Mono; positions follow from adding up the items. */
export const assemblySchema = z.object({
  /** Hz. */
  sampleRate: z.int().min(8000).max(192000),
  chapters: z.array(z.object({ title: z.string(), items: z.array(assemblyItemSchema) })),
});

/** See {@link assemblySchema}. */
export type Assembly = z.infer<typeof assemblySchema>;

/** Where a chunk is heard in an assembly, in samples from its start; its pause follows `end`. */
export const chunkPositionSchema = z.object({
  chunk: chunkIdSchema,
  start: z.int().min(0),
  end: z.int().min(0),
});

/** See {@link chunkPositionSchema}. */
export type ChunkPosition = z.infer<typeof chunkPositionSchema>;

/** A piece of a stitched file. Lengths: `literal` in bytes (base64 of them), the others in samples of 2 bytes. */
export const partSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('literal'), base64: z.base64() }),
  ...assemblyItemSchema.options,
]);

/** See {@link partSchema}. */
export type Part = z.infer<typeof partSchema>;

/** A chapter mark: where a chapter starts, in samples from the start of the audio. */
export const markSchema = z.object({ title: z.string(), position: z.int().min(0) });

/** See {@link markSchema}. */
export type Mark = z.infer<typeof markSchema>;

/** One file described as a list of parts, in file order. It is what is played and what is exported. */
export const stitchedFileSchema = z.object({
  format: z.literal('wav'),
  sampleRate: z.int(),
  /** Length of the audio in samples. */
  samples: z.int().min(0),
  /** Length of the whole file in bytes. */
  bytes: z.int().positive(),
  parts: z.array(partSchema),
  marks: z.array(markSchema),
});

/** See {@link stitchedFileSchema}. */
export type StitchedFile = z.infer<typeof stitchedFileSchema>;
