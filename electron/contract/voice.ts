import { z } from 'zod';

/** Speech to copy the style from: a clip in the library, by the hex SHA-256 of its content, or one on the web. */
export const referenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clip'), hash: z.string().regex(/^[0-9a-f]{64}$/u), name: z.string() }),
  z.object({ kind: z.literal('url'), url: z.url({ protocol: /^https?$/u }) }),
]);

/** See {@link referenceSchema}. */
export type Reference = z.infer<typeof referenceSchema>;

/** The id of a version of a model on Replicate. */
export const modelVersionSchema = z.string().regex(/^[0-9a-f]{64}$/u);

/** Which engine, by its id in the catalogue. */
export const engineIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u);

/** What a setting of a voice may be. Which settings there are, and their ranges, is told by the catalogue. */
export const settingValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), referenceSchema]);

/** See {@link settingValueSchema}. */
export type SettingValue = z.infer<typeof settingValueSchema>;

/**
 * An engine plus its settings, in one flat object, as it is stored. Whether the settings are those of the engine is
 * checked by its entry in the catalogue (`voice-settings.ts`).
 */
export const voiceSchema = z.object({ engine: engineIdSchema }).catchall(settingValueSchema);

/** See {@link voiceSchema}. */
export type Voice = z.infer<typeof voiceSchema>;

/** The voice of a new library. */
export const defaultVoice = { engine: 'draft', speaker: 'rms', rate: 1 } satisfies Voice;
