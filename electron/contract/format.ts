import { z } from 'zod';

/** The settings of an export; what they may be is for its format to say. */
export const formatSettingsSchema = z.record(z.string(), z.json());

/** See {@link formatSettingsSchema}. */
export type FormatSettings = z.infer<typeof formatSettingsSchema>;

/** What an audiobook can be written as: an entry of the studio's list of formats. */
export const formatSchema = z.object({
  /** What it is called by in calls and in the database. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/u),
  /** What it is called before a person. */
  name: z.string(),
  /** How the names of its files end, without the dot. */
  extension: z.string().regex(/^[a-z0-9]{1,10}$/u),
  /** In a few words: what it is good for. */
  description: z.string(),
});

/** See {@link formatSchema}. */
export type FormatFacts = z.infer<typeof formatSchema>;

/** The format of exports that name none. */
export const defaultFormat = 'wav';

/** The format that a file's name ends for, whatever its case; null where none of these does. */
export function formatOfName(name: string, formats: readonly FormatFacts[]): FormatFacts | null {
  const ending = name.toLowerCase();
  return formats.find(({ extension }) => ending.endsWith(`.${extension}`)) ?? null;
}

/** A file's name without the extension of any of these formats. */
export function withoutExtension(name: string, formats: readonly FormatFacts[]): string {
  const format = formatOfName(name, formats);
  return format === null ? name : name.slice(0, -format.extension.length - 1);
}
