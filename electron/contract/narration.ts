import { z } from 'zod';
import { chunkIdSchema, projectIdSchema, sectionIdSchema } from './ids.ts';
import { problemSchema } from './problem-schema.ts';

/**
 * `running` and `paused` while there is something left to speak; `cancelling` until the take under way is put away;
 * then `done`, `cancelled`, or `stopped` by a problem that no further chunk could escape (a full disk).
 */
export const narrationStateSchema = z.enum([
  'running',
  'paused',
  'cancelling',
  'done',
  'cancelled',
  'stopped',
]);

/** See {@link narrationStateSchema}. */
export type NarrationState = z.infer<typeof narrationStateSchema>;

/** Where a narration stands. */
export const narrationProgressSchema = z.object({
  project: projectIdSchema,
  state: narrationStateSchema,
  /** The section being spoken, or the last one that was. */
  section: sectionIdSchema.nullable(),
  /** Counted over everything asked for, including what was ready before. */
  total: z.int(),
  ready: z.int(),
  failed: z.int(),
  /** The same for the section being spoken. */
  sectionTotal: z.int(),
  sectionFinished: z.int(),
  /** From 0 to 1, by characters. */
  fraction: z.number(),
  /** Seconds left at the measured speed; null until there is one. */
  secondsLeft: z.number().nullable(),
  /** What stopped it; null unless `stopped`. */
  problem: problemSchema.nullable(),
});

/** See {@link narrationProgressSchema}. */
export type NarrationProgress = z.infer<typeof narrationProgressSchema>;

/** A chunk that has no audio to export, and why if it was tried. */
export const gapSchema = z.object({
  chunk: chunkIdSchema,
  section: sectionIdSchema,
  sectionTitle: z.string(),
  text: z.string(),
  problem: problemSchema.nullable(),
});

/** See {@link gapSchema}. */
export type Gap = z.infer<typeof gapSchema>;
