import { z } from 'zod';
import type { EngineEntry, Setting } from './engine-entry.ts';
import {
  modelVersionSchema,
  referenceSchema,
  type Reference,
  type SettingValue,
  type Voice,
} from './voice.ts';

const addressSchema = z.url({ protocol: /^https?$/u });

/** What checks a number by its range. */
export function numberSchema({ min, max, whole }: { min: number; max: number; whole: boolean }): z.ZodNumber {
  const number = z.number().min(min).max(max);
  return whole ? number.int() : number;
}

/** What checks a setting's value. */
export function valueSchema(setting: Setting): z.ZodType<SettingValue> {
  switch (setting.kind) {
    case 'number':
      return numberSchema(setting);
    case 'choice':
      return z.enum(setting.options.map(({ value }) => value));
    case 'asked':
      return z.string().trim().min(1).max(200).nullable();
    case 'seed':
      return z.int();
    case 'reference':
      return referenceSchema.nullable();
    case 'address':
      return addressSchema.nullable();
    case 'version':
      return modelVersionSchema.nullable();
  }
}

/** What a setting is without a choice. */
export function defaultOf(setting: Setting): SettingValue {
  return 'default' in setting ? setting.default : null;
}

/** The ordinary voice of an engine. */
export function defaultVoiceOf({ id, settings }: Pick<EngineEntry, 'id' | 'settings'>): Voice {
  return { engine: id, ...Object.fromEntries(settings.map((setting) => [setting.id, defaultOf(setting)])) };
}

/** What a voice has for a setting: its own, or the default. */
export function valueOf(voice: Voice, setting: Setting): SettingValue {
  return voice[setting.id] ?? defaultOf(setting);
}

/**
 * A voice with every setting of its engine and no other: what is missing is as ordinary. Null when a setting has a value
 * that it cannot have.
 */
export function readVoice(entry: EngineEntry, voice: Voice): Voice | null {
  const values: [string, SettingValue][] = [];
  for (const setting of entry.settings) {
    const value = valueSchema(setting).safeParse(valueOf(voice, setting));
    if (!value.success) return null;
    values.push([setting.id, value.data]);
  }
  return { engine: entry.id, ...Object.fromEntries(values) };
}

/** Something about a voice that a person should know before it speaks. */
export interface VoiceFault {
  /** `error`: it cannot work, and is refused before money is spent. `warning`: it may sound bad. */
  severity: 'error' | 'warning';
  /** The id of the setting. */
  field: string;
  message: string;
}

/** What cannot work, or may disappoint, with a voice's settings; at most one for each setting. */
export function voiceFaults(entry: Pick<EngineEntry, 'settings' | 'rules'>, voice: Voice): VoiceFault[] {
  const given = (id: string): SettingValue => {
    const setting = entry.settings.find((one) => one.id === id);
    return setting === undefined ? null : valueOf(voice, setting);
  };
  const faults = new Map<string, VoiceFault>();
  for (const { setting, below, above, without, severity, message } of entry.rules) {
    const value = given(setting);
    if (value === null || faults.has(setting)) continue;
    if (below !== undefined && !(typeof value === 'number' && value < below)) continue;
    if (above !== undefined && !(typeof value === 'number' && value > above)) continue;
    if (without !== undefined && given(without) !== null) continue;
    faults.set(setting, { severity, field: setting, message });
  }
  return [...faults.values()];
}

/** Why settings change nothing as the voice is set, by their ids; nothing for those that do. */
export function withoutEffect(entry: Pick<EngineEntry, 'settings'>, voice: Voice): Record<string, string> {
  const idle = entry.settings.flatMap(({ id, idle: rule }) =>
    rule === null || (voice[rule.without] ?? null) !== null ? [] : [[id, rule.message] as const],
  );
  return Object.fromEntries(idle);
}

/** The setting that another reading is drawn with; undefined for an engine that always says a text alike. */
export function seedSetting({ settings }: Pick<EngineEntry, 'settings'>): Setting | undefined {
  return settings.find(({ kind }) => kind === 'seed');
}

/** The same voice with another seed; the voice itself where its engine has none. */
export function withSeed(entry: Pick<EngineEntry, 'settings'>, voice: Voice, seed: number | null): Voice {
  const setting = seedSetting(entry);
  return setting === undefined || seed === null ? voice : { ...voice, [setting.id]: seed };
}

/** The seed of a voice; null where its engine has none. */
export function seedOf(entry: Pick<EngineEntry, 'settings'>, voice: Voice): number | null {
  const setting = seedSetting(entry);
  const value = setting === undefined ? null : valueOf(voice, setting);
  return typeof value === 'number' ? value : null;
}

/** The speech that a voice is copied from; null where there is none. */
export function referenceOf(entry: Pick<EngineEntry, 'settings'>, voice: Voice): Reference | null {
  const setting = entry.settings.find(({ kind }) => kind === 'reference');
  const value = setting === undefined ? null : valueOf(voice, setting);
  return typeof value === 'object' ? value : null;
}
