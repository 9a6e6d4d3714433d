import { z } from 'zod';
import { projectIdSchema } from './ids.ts';

/** One edit of a project. */
export const editSchema = z.object({
  id: z.int().positive(),
  /** What it did, in words that follow “Undo”: `correct “It was a dark …”`, `skip “Preface”`. */
  name: z.string(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
});

/** See {@link editSchema}. */
export type Edit = z.infer<typeof editSchema>;

/** What can be undone and done again in a project, also after a restart. */
export const historySchema = z.object({
  project: projectIdSchema,
  /** What is undone next; null when nothing is left. */
  undo: editSchema.nullable(),
  /** What is done again next; null when nothing was undone, or something else was done since. */
  redo: editSchema.nullable(),
});

/** See {@link historySchema}. */
export type History = z.infer<typeof historySchema>;
