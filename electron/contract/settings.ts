import { z } from 'zod';
import { defaultProjectSettings, projectSettingsSchema } from './project.ts';

/** The most that a second of prediction may cost, in US dollars. */
export const highestRate = 1;

/** The highest cap of one narration, in US dollars. */
export const highestCap = 100_000;

/** The settings of a library: what a new project begins with, and how the window looks. */
export const settingsSchema = projectSettingsSchema.extend({
  theme: z.enum(['system', 'light', 'dark']),
  /** US dollars for a second of prediction on Replicate (an Nvidia T4 unless changed). */
  replicateRate: z.number().min(0).max(highestRate),
  /** What one narration may cost before it pauses, in US dollars; null for no cap. */
  maxCost: z.number().min(0).max(highestCap).nullable(),
  /** When the person accepted the model's terms for references, ISO 8601; null when they have not. */
  referenceTermsAccepted: z.string().nullable(),
});

/** See {@link settingsSchema}. */
export type Settings = z.infer<typeof settingsSchema>;

/** The settings of a new library. */
export const defaultSettings: Settings = {
  ...defaultProjectSettings,
  theme: 'system',
  replicateRate: 0.000225,
  maxCost: null,
  referenceTermsAccepted: null,
};
