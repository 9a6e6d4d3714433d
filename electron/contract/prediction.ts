import { z } from 'zod';
import { chunkIdSchema, predictionIdSchema, projectIdSchema, sectionIdSchema, takeIdSchema } from './ids.ts';
import { problemSchema } from './problem-schema.ts';
import { engineIdSchema, voiceSchema } from './voice.ts';

/**
 * `running`: its request is about to leave, or the engine works on it. `unknown`: no answer came, and whether the
 * service took it is not known yet. The others are Replicate's final states; `aborted` is also one that Lectern, or
 * the person, gave up.
 */
export const predictionStateSchema = z.enum([
  'running',
  'unknown',
  'succeeded',
  'failed',
  'cancelled',
  'aborted',
]);

/** See {@link predictionStateSchema}. */
export type PredictionState = z.infer<typeof predictionStateSchema>;

/** One request to an engine to speak one chunk, or to try a voice. Times are ISO 8601, UTC; durations are seconds. */
export const predictionSchema = z.object({
  id: predictionIdSchema,
  kind: z.enum(['chunk', 'try']),
  engine: engineIdSchema,
  /** Whether it costs money. */
  paid: z.boolean(),
  state: predictionStateSchema,
  /** Replicate's id; null for a local engine, and until it is known. */
  remoteId: z.string().nullable(),
  /** The status that Replicate last told. */
  remoteStatus: z.string().nullable(),
  project: z.object({ id: projectIdSchema, title: z.string() }).nullable(),
  section: z.object({ id: sectionIdSchema, title: z.string() }).nullable(),
  chunk: chunkIdSchema.nullable(),
  /** Where its audio is; null when it gave none, or when a cleared project took it along. */
  take: takeIdSchema.nullable(),
  text: z.string(),
  voice: voiceSchema,
  /** What was sent, under the service's names; null for predictions of older versions. */
  input: z.record(z.string(), z.json()).nullable(),
  /** What was left out of the text. */
  notes: z.array(z.string()),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Seconds that were billed; null when not known. */
  predictTime: z.number().nullable(),
  totalTime: z.number().nullable(),
  /** US dollars at the rate of its time; null when not known. */
  cost: z.number().nullable(),
  /** Whether its request left and nobody said that it cost nothing, nor what it cost. */
  perhapsBilled: z.boolean(),
  logs: z.string().nullable(),
  problem: problemSchema.nullable(),
});

/** See {@link predictionSchema}. */
export type Prediction = z.infer<typeof predictionSchema>;

/** A page of this library's predictions, newest first. */
export const predictionPageSchema = z.object({
  predictions: z.array(predictionSchema),
  /** Give it as `before` for the next page; null on the last one. */
  next: predictionIdSchema.nullable(),
  /** Of all that match, not only of this page. */
  totals: z.object({
    count: z.int(),
    predictTime: z.number(),
    cost: z.number(),
    /** How many were perhaps billed, too. Not in `cost`. */
    perhapsBilled: z.int(),
  }),
});

/** See {@link predictionPageSchema}. */
export type PredictionPage = z.infer<typeof predictionPageSchema>;

/** A prediction of the account as Replicate lists it, whoever made it. */
export const remotePredictionSchema = z.object({
  remoteId: z.string(),
  status: z.string(),
  createdAt: z.string().nullable(),
  predictTime: z.number().nullable(),
  /** The text of its input; null when Replicate has removed it (after an hour), or it is another model's. */
  text: z.string().nullable(),
  /** The prediction of this library that it is; null when it is none of ours, or lost. */
  prediction: predictionIdSchema.nullable(),
  /** The chunk that its audio would suit; null when it cannot be adopted. */
  adoptableBy: z.object({ chunk: chunkIdSchema, project: z.string(), section: z.string() }).nullable(),
});

/** See {@link remotePredictionSchema}. */
export type RemotePrediction = z.infer<typeof remotePredictionSchema>;

/** What a project has cost, chapter by chapter. */
export const receiptSchema = z.object({
  chapters: z.array(
    z.object({
      /** Null for what was spoken for chapters that are no more. */
      section: sectionIdSchema.nullable(),
      title: z.string(),
      predictions: z.int(),
      /** Of these, how many gave audio. */
      succeeded: z.int(),
      /** Seconds. */
      predictTime: z.number(),
      /** US dollars. */
      cost: z.number(),
      /** How many were perhaps billed, too: nobody said. Not in `cost`. */
      perhapsBilled: z.int(),
    }),
  ),
  predictions: z.int(),
  predictTime: z.number(),
  cost: z.number(),
  perhapsBilled: z.int(),
});

/** See {@link receiptSchema}. */
export type Receipt = z.infer<typeof receiptSchema>;
