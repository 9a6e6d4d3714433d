import { z } from 'zod';
import { formatSettingsSchema } from './format.ts';
import { exportIdSchema, projectIdSchema } from './ids.ts';
import { problemSchema } from './problem-schema.ts';

/** What an export has come to; `aborted` is one under which the process ended. */
export const exportStateSchema = z.enum(['running', 'succeeded', 'failed', 'cancelled', 'aborted']);

/** One export of a project. */
export const exportSchema = z.object({
  id: exportIdSchema,
  project: projectIdSchema,
  state: exportStateSchema,
  /** Name of the file, without its folder. */
  fileName: z.string(),
  /** The id of what it is written as. */
  format: z.string(),
  settings: formatSettingsSchema,
  /** What it is of: the book, or a chapter of it. */
  title: z.string(),
  samples: z.int(),
  /** Hz. */
  sampleRate: z.int().positive(),
  /** Size of the whole file; the most that it will have, while it is written. */
  bytes: z.int(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  problem: problemSchema.nullable(),
});

/** See {@link exportSchema}. */
export type Export = z.infer<typeof exportSchema>;
