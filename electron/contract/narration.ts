import { z } from 'zod';
import { chunkIdSchema, projectIdSchema, sectionIdSchema } from './ids.ts';
import { problemSchema } from './problem-schema.ts';

/**
 * `running` and `paused` while there is something left to speak; `waiting` while a service asks for patience, after
 * which it goes on by itself; `cancelling` until the take under way is put away; then `done`, `cancelled`, or `stopped`
 * by a problem that no further chunk could escape (a full disk). A pause may be the person's or have a `problem`
 * (no credit, the cost cap): it ends with `narration.resume`.
 */
export const narrationStateSchema = z.enum([
  'running',
  'paused',
  'waiting',
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
  /** What stopped it, paused it or makes it wait; null otherwise. */
  problem: problemSchema.nullable(),
  /** What the prediction under way waits for, while it does (audio that cannot be fetched yet); null otherwise. */
  waitingFor: problemSchema.nullable(),
  /** When a `waiting` narration goes on, ISO 8601; null otherwise. */
  resumesAt: z.string().nullable(),
  /** What this narration has cost so far, in US dollars. */
  spent: z.number(),
  /** What it may cost before it pauses, in US dollars; null for no cap. */
  maxCost: z.number().nullable(),
});

/** See {@link narrationProgressSchema}. */
export type NarrationProgress = z.infer<typeof narrationProgressSchema>;

/** What a narration would take. */
export const forecastSchema = z.object({
  /** Chunks to be spoken; those that are ready, or whose equal was spoken before, are not counted. */
  chunks: z.int(),
  characters: z.int(),
  /** Seconds until all of it is spoken; null when nothing is known of the voice's speed. */
  seconds: z.number().nullable(),
  /** US dollars; 0 for a voice that is free. */
  cost: z.number(),
  /** How many predictions of this engine the forecast rests on; with 0 it is a guess. */
  observations: z.int(),
  /** US dollars for a second of prediction. */
  rate: z.number(),
});

/** See {@link forecastSchema}. */
export type Forecast = z.infer<typeof forecastSchema>;

/** A narration that did not come to its end, because Lectern was closed or killed, or a problem stopped it. */
export const interruptedSchema = z.object({
  project: projectIdSchema,
  title: z.string(),
  /** What had been asked for, as `narration.start` takes it. */
  sections: z.array(sectionIdSchema).optional(),
  chunks: z.array(chunkIdSchema).optional(),
  /** The cap that it had, in US dollars; null for none. */
  maxCost: z.number().nullable(),
  /** How many of its chunks are not ready yet. */
  left: z.int().positive(),
});

/** See {@link interruptedSchema}. */
export type Interrupted = z.infer<typeof interruptedSchema>;

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
