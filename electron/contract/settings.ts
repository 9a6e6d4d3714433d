import { z } from 'zod';
import { defaultProjectSettings, projectSettingsSchema } from './project.ts';

/** The settings of a library: what a new project begins with, and how the window looks. */
export const settingsSchema = projectSettingsSchema.extend({
  theme: z.enum(['system', 'light', 'dark']),
});

/** See {@link settingsSchema}. */
export type Settings = z.infer<typeof settingsSchema>;

/** The settings of a new library. */
export const defaultSettings: Settings = { ...defaultProjectSettings, theme: 'system' };
