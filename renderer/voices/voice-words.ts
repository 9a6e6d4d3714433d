import { entryOf, type EngineEntry, type Setting } from '../../electron/contract/engine-entry.ts';
import type { Reference, SettingValue, Voice } from '../../electron/contract/voice.ts';
import { valueOf } from '../../electron/contract/voice-settings.ts';
import { shortVersion } from './model-version.ts';

/** The ways to speak, as the catalogue has them. */
export type Catalogue = readonly EngineEntry[];

/** What a reference is called: its clip's name, or the file that its address names. */
export function referenceWords(reference: Reference | null): string {
  if (reference === null) return 'none';
  return reference.kind === 'clip' ? reference.name : lastPart(reference.url);
}

/** A voice in one line: who speaks, and like whom. */
export function voiceWords(engines: Catalogue, voice: Voice): string {
  const { name, settings } = entryOf(engines, voice.engine);
  const facts = settings.flatMap((setting) => factOf(setting, valueOf(voice, setting)));
  return [name, ...facts].join(' · ');
}

/** The names of the settings that a voice's line tells. */
export function toldInLine(engines: Catalogue, voice: Voice): ReadonlySet<string> {
  const told = entryOf(engines, voice.engine).settings.filter(
    (setting) => setting.kind === 'version' || factOf(setting, valueOf(voice, setting)).length > 0,
  );
  return new Set(told.map(({ label, short = label }) => short));
}

/** What a setting tells where there is room for one line only: a number says nothing there without its unit. */
function factOf(setting: Setting, value: SettingValue): string[] {
  switch (setting.kind) {
    case 'number':
      return setting.unit === '' ? [] : [valueWords(setting, value)];
    case 'seed':
      return [`seed ${valueWords(setting, value)}`];
    case 'reference':
      return [value === null ? 'its own speaker' : `like “${valueWords(setting, value)}”`];
    case 'version':
      return value === null ? [] : [`version ${valueWords(setting, value)}`];
    case 'choice':
      return [valueWords(setting, value)];
    case 'asked':
      return value === null ? [] : [valueWords(setting, value)];
    case 'address':
      return [];
  }
}

/** What a setting is set to, in words. */
export function valueWords(setting: Setting, value: SettingValue): string {
  if (value === null) return 'none';
  if (typeof value === 'object') return referenceWords(value);
  if (setting.kind === 'number' && typeof value === 'number') {
    return `${setting.fixed ? value.toFixed(setting.digits) : String(value)}${setting.unit}`;
  }
  const text = String(value);
  if (setting.kind === 'choice') return setting.options.find((one) => one.value === value)?.label ?? text;
  if (setting.kind === 'address') return lastPart(text);
  return setting.kind === 'version' ? shortVersion(text) : text;
}

/** One setting of a voice, to be shown beside others. */
export interface ShownSetting {
  name: string;
  value: string;
}

/** Every setting of a voice, in the order of the controls. */
export function settingsOf(engines: Catalogue, voice: Voice): ShownSetting[] {
  const entry = entryOf(engines, voice.engine);
  const settings = entry.settings.flatMap((setting): ShownSetting[] => {
    const value = valueOf(voice, setting);
    const isLeftOut = value === null && setting.kind !== 'reference';
    const { label, short = label } = setting;
    return isLeftOut ? [] : [{ name: short, value: valueWords(setting, value) }];
  });
  return [{ name: 'Engine', value: entry.name }, ...settings];
}

/** The names of the settings that are not the same in all of these voices. */
export function differingSettings(engines: Catalogue, voices: readonly Voice[]): ReadonlySet<string> {
  const all = voices.map(
    (voice) => new Map(settingsOf(engines, voice).map(({ name, value }) => [name, value])),
  );
  const names = new Set(all.flatMap((settings) => [...settings.keys()]));
  return new Set([...names].filter((name) => new Set(all.map((settings) => settings.get(name))).size > 1));
}

/** A number with so many digits behind its point, or with as many as it has. */
export function figure(value: number, digits: number): string {
  const rounded = value.toFixed(digits);
  return Number(rounded) === value ? rounded : String(value);
}

/** Whether two voices speak alike. What is null is as if it were not there. */
export function sameVoice(one: Voice, other: Voice): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: object): unknown {
  return Object.entries(value)
    .filter(([, part]) => part !== null)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, part]: [string, unknown]) => [
      key,
      typeof part === 'object' && part !== null ? ordered(part) : part,
    ]);
}

function lastPart(url: string): string {
  const { hostname, pathname } = new URL(url);
  const last = pathname.split('/').findLast((part) => part !== '');
  return last ?? hostname;
}
