import { z } from 'zod';
import { markSchema, timelineItemSchema } from './timeline.ts';

/** A piece of a stitched file. Lengths: `literal` in bytes (base64 of them), the others in samples of 2 bytes. */
export const partSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('literal'), base64: z.base64() }),
  ...timelineItemSchema.options,
]);

/** See {@link partSchema}. */
export type Part = z.infer<typeof partSchema>;

/** One file described as a list of parts, in file order. It is what is played, and what every export is made of. */
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
