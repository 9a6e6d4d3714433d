import path from 'node:path';
import {
  copiesReference,
  type AskedSetting,
  type ChoiceSetting,
  type EngineEntry,
  type Setting,
} from '../../contract/engine-entry.ts';
import type { LecternError } from '../../contract/problem.ts';
import type { SettingValue } from '../../contract/voice.ts';
import { defaultVoiceOf, valueSchema, voiceFaults } from '../../contract/voice-settings.ts';
import { misused } from '../shared/misused.ts';
import { nonEmpty, plainNumber } from '../shared/options.ts';

/** Seconds at the beginning of a longer file that become the reference clip. */
export const clipSeconds = 10;

/** The option by which a person says that they have read what is asked of copied voices. */
export const acceptOption = 'accept-reference-terms';

/** What was given on the command line, by option. */
export type Given = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** A voice as it was asked for; it becomes one with the help of the library. */
export interface VoiceChoice {
  engine: string;
  /** The named voice that it begins with; null for the engine's own settings. */
  named: string | null;
  /** Those that were named. */
  settings: Record<string, SettingValue>;
  /** Null for what the named voice has. */
  reference: { kind: 'file'; path: string } | { kind: 'url'; url: string } | null;
  acceptTerms: boolean;
}

/** The command line's name of a setting. */
export function optionOf({ id, option = id }: Setting): string {
  return option;
}

/** The options that make a voice: one for each setting that any engine has. */
export function voiceOptions(entries: readonly EngineEntry[]): Record<string, { type: 'string' }> {
  const names = entries.flatMap(({ settings }) => settings.map(optionOf));
  return Object.fromEntries(['voice', ...names].map((name) => [name, { type: 'string' }]));
}

/** What a setting takes, in words; a reference is read apart. */
export function takes(setting: Setting): string {
  switch (setting.kind) {
    case 'number':
      return `a ${setting.whole ? 'whole ' : ''}number from ${setting.min} to ${setting.max}`;
    case 'choice':
      return `one of ${setting.options.map(({ value }) => value).join(', ')}`;
    case 'asked':
      return 'a name of at most 200 characters';
    case 'seed':
      return 'a whole number';
    case 'reference':
      return 'an audio file or a web address';
    case 'address':
      return 'a web address (https://…)';
    case 'version':
      return 'the id of a version: 64 digits, a to f among them';
  }
}

/** The setting that `--voice ENGINE:NAME` names a value of; undefined where NAME is a named voice. */
export function speakersOf({ settings }: EngineEntry): ChoiceSetting | AskedSetting | undefined {
  return settings.find((setting) => setting.kind === 'choice' || setting.kind === 'asked');
}

/** The voice that was asked for; null when none was. Paths are resolved in `folder`. Throws `bad-usage`. */
export function parseVoice(
  given: Given,
  entries: readonly EngineEntry[],
  folder: string,
): VoiceChoice | null {
  const text = textOf(given, 'voice');
  const [id, name] = divide(text ?? '');
  const entry = entries.find((one) => one.id === id);
  refuseLonely(given, entries, entry);
  if (text === undefined) return null;
  if (entry === undefined) throw unknownVoice(text, entries);
  const speakers = name === null ? undefined : speakersOf(entry);
  if (speakers?.kind !== 'choice' && name?.trim() === '') {
    throw misused(`--voice ${id}: needs the name of a voice after the colon.`);
  }
  if (speakers?.kind === 'choice' && speakers.options.every(({ value }) => value !== name))
    throw unknownVoice(text, entries);
  const reference = entry.settings.find(({ kind }) => kind === 'reference');
  const audio = reference === undefined ? undefined : textOf(given, optionOf(reference));
  const choice: VoiceChoice = {
    engine: id,
    named: speakers === undefined ? (name?.trim() ?? null) : null,
    settings: { ...(speakers && { [speakers.id]: name?.trim() ?? null }), ...parseSettings(given, entry) },
    reference: audio === undefined ? null : parseReference(audio, folder),
    acceptTerms: given[acceptOption] === true,
  };
  if (choice.named === null) refuseFaults(choice, entry);
  return choice;
}

/** The engine and, after a colon, the name. */
function divide(text: string): [string, string | null] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, null] : [text.slice(0, colon), text.slice(colon + 1)];
}

function textOf(given: Given, option: string): string | undefined {
  const value = given[option];
  return typeof value === 'string' ? value : undefined;
}

/** An option of an engine that was not chosen is a mistake. */
function refuseLonely(given: Given, entries: readonly EngineEntry[], chosen: EngineEntry | undefined): void {
  const hasOption = (entry: EngineEntry, option: string): boolean =>
    option === acceptOption
      ? copiesReference(entry)
      : entry.settings.some((setting) => optionOf(setting) === option);
  const all = entries.flatMap(({ settings }) => settings.map(optionOf));
  for (const option of new Set([...all, acceptOption])) {
    if (given[option] === undefined || (chosen !== undefined && hasOption(chosen, option))) continue;
    const owners = entries.filter((entry) => hasOption(entry, option)).map(({ id }) => id);
    throw misused(`--${option} goes with --voice ${owners.join(' or ')}.`);
  }
}

function parseSettings(given: Given, { settings }: EngineEntry): VoiceChoice['settings'] {
  const chosen: VoiceChoice['settings'] = {};
  for (const setting of settings) {
    const option = optionOf(setting);
    const text = textOf(given, option);
    if (text === undefined || setting.kind === 'reference') continue;
    const isNumber = setting.kind === 'number' || setting.kind === 'seed';
    const parsed = valueSchema(setting).safeParse(isNumber ? plainNumber(text) : text);
    if (!parsed.success) throw misused(`--${option} takes ${takes(setting)}; “${text}” is none.`);
    chosen[setting.id] = parsed.data;
  }
  return chosen;
}

function parseReference(text: string, folder: string): VoiceChoice['reference'] {
  const url = /^[a-z][a-z\d+.-]*:\/\//iu.test(text) ? URL.parse(text) : null;
  if (url === null) return { kind: 'file', path: path.resolve(folder, nonEmpty(text)) };
  if (url.protocol === 'https:' || url.protocol === 'http:') return { kind: 'url', url: text };
  throw misused(`--reference takes an audio file or a web address; “${text}” is neither.`);
}

/** The faults of settings alone; a file that is yet to be imported is a reference, too. */
function refuseFaults({ settings, reference }: VoiceChoice, entry: EngineEntry): void {
  const rules = entry.rules.filter(({ without }) => reference === null || !isReference(entry, without));
  const voice = { ...defaultVoiceOf(entry), ...settings };
  const fault = voiceFaults({ ...entry, rules }, voice).find(({ severity }) => severity === 'error');
  if (fault !== undefined) throw misused(fault.message);
}

function isReference({ settings }: EngineEntry, id: string | undefined): boolean {
  return settings.some((setting) => setting.id === id && setting.kind === 'reference');
}

function unknownVoice(text: string, entries: readonly EngineEntry[]): LecternError {
  const voices = entries.flatMap((entry) => [entry.id, ...namesAfterColon(entry)]);
  return misused(`There is no voice “${text}”. The voices are ${voices.join(', ')}.`);
}

function namesAfterColon(entry: EngineEntry): string[] {
  const speakers = speakersOf(entry);
  if (speakers === undefined) return entry.settings.length === 0 ? [] : [`${entry.id}:NAME`];
  if (speakers.kind === 'asked') return [`${entry.id}:NAME`];
  return speakers.options.map(({ value }) => `${entry.id}:${value}`);
}
