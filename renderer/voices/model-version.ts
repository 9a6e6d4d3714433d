import { modelVersionSchema } from '../../electron/contract/voice.ts';

/** The version that a text means; null for one that is none: an id has 64 digits and letters from a to f. */
export function versionOf(text: string): string | null {
  // As it stands on the model's page, its name and a colon come before it.
  const id = text.trim().toLowerCase().replace(/^.*:/u, '');
  const parsed = modelVersionSchema.safeParse(id);
  return parsed.success ? parsed.data : null;
}

/** A version's id, as short as Replicate's own pages show it. */
export function shortVersion(version: string): string {
  return version.slice(0, 8);
}
