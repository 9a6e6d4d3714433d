import { z } from 'zod';
import { exportStateSchema } from './export.ts';
import { exportIdSchema, projectIdSchema } from './ids.ts';
import { historySchema } from './history.ts';
import { narrationProgressSchema } from './narration.ts';
import { predictionSchema } from './prediction.ts';
import { chunkSchema } from './project.ts';
import { problemSchema } from './problem-schema.ts';
import { settingsSchema } from './settings.ts';

/** How a running export stands. */
export const exportProgressSchema = z.object({
  export: exportIdSchema,
  project: projectIdSchema,
  state: exportStateSchema.exclude(['aborted']),
  /** From 0 to 1. */
  fraction: z.number(),
  /** Size of the finished file in bytes. */
  bytes: z.int(),
  /** Why it failed; null unless `failed`. */
  problem: problemSchema.nullable(),
});

/** See {@link exportProgressSchema}. */
export type ExportProgress = z.infer<typeof exportProgressSchema>;

/** What the studio tells of its own accord. */
export const events = {
  narration: narrationProgressSchema,
  export: exportProgressSchema,
  /** A chunk was spoken, or failed to be. */
  chunk: z.object({ project: projectIdSchema, chunk: chunkSchema }),
  /** A prediction began, went on or ended. */
  prediction: z.object({ prediction: predictionSchema }),
  /** A project was edited, or an edit of it was undone or done again. */
  history: historySchema,
  /** The settings of the library were changed. */
  settings: settingsSchema,
  /** An export of this project was begun; how it goes is told by `export`. */
  exports: z.object({ project: projectIdSchema }),
  /** The named voices, clips, tries or the connection to Replicate changed. */
  voices: z.object({}),
  /** Something else stored of this project changed: whoever shows it asks again. */
  project: z.object({ project: projectIdSchema }),
} as const;

/** The name of an event. */
export type EventName = keyof typeof events;

/** What an event carries. */
export type EventPayload<Name extends EventName> = z.infer<(typeof events)[Name]>;

/** Any event, with its name. */
export type StudioEvent = { [Name in EventName]: { name: Name; payload: EventPayload<Name> } }[EventName];
