import { defaultSettings, settingsSchema, type Settings } from '../contract/settings.ts';
import type { ReadDb, WriteDb } from '../db/connection.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';

const key = 'settings';

/** Some of the settings; what is undefined stays as it is. */
export type SettingsChange = { [Name in keyof Settings]?: Settings[Name] | undefined };

/** The settings of a library. */
export function readSettings(db: ReadDb): Settings {
  const stored = settingsSchema.partial().safeParse(readSetting(db, key));
  return stored.success ? merge(defaultSettings, stored.data) : defaultSettings;
}

/** Changes some of the settings; what projects were made with stays. */
export function updateSettings(db: WriteDb, change: SettingsChange): Settings {
  const settings = merge(readSettings(db), change);
  writeSetting(db, key, settings);
  return settings;
}

function merge(settings: Settings, change: SettingsChange): Settings {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return settingsSchema.parse({ ...settings, ...Object.fromEntries(given) });
}
