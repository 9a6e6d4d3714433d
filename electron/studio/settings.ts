import { defaultProjectSettings, projectSettingsSchema, type ProjectSettings } from '../contract/project.ts';
import type { ReadDb, WriteDb } from '../db/connection.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';

const key = 'new-project';

/** Some of the settings; what is undefined stays as it is. */
export type SettingsChange = { [Name in keyof ProjectSettings]?: ProjectSettings[Name] | undefined };

/** The settings that the next new project begins with. */
export function readProjectSettings(db: ReadDb): ProjectSettings {
  const stored = projectSettingsSchema.partial().safeParse(readSetting(db, key));
  return stored.success ? merge(defaultProjectSettings, stored.data) : defaultProjectSettings;
}

/** Changes some of the settings for new projects. */
export function updateProjectSettings(db: WriteDb, change: SettingsChange): ProjectSettings {
  const settings = merge(readProjectSettings(db), change);
  writeSetting(db, key, settings);
  return settings;
}

function merge(settings: ProjectSettings, change: SettingsChange): ProjectSettings {
  return {
    voice: change.voice ?? settings.voice,
    pauses: change.pauses ?? settings.pauses,
    chunkLimit: change.chunkLimit ?? settings.chunkLimit,
  };
}
