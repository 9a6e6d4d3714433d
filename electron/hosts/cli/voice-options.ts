import path from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import type { LecternError } from '../../contract/problem.ts';
import {
  defaultStyleTts2Voice,
  defaultVoice,
  draftSpeakers,
  styletts2VoiceSchema,
  voiceFaults,
  type DraftVoice,
  type StyleTts2Voice,
} from '../../contract/voice.ts';
import { misused } from '../shared/misused.ts';
import { nonEmpty, plainNumber } from '../shared/options.ts';

/** Seconds at the beginning of a longer file that become the reference clip. */
export const clipSeconds = 10;

/** The options that make a voice. */
export const voiceOptions = {
  voice: { type: 'string' },
  reference: { type: 'string' },
  alpha: { type: 'string' },
  beta: { type: 'string' },
  'diffusion-steps': { type: 'string' },
  'embedding-scale': { type: 'string' },
  seed: { type: 'string' },
  weights: { type: 'string' },
  'model-version': { type: 'string' },
  'accept-reference-terms': { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

type TextOption = Exclude<keyof typeof voiceOptions, 'accept-reference-terms'>;
type Values = Partial<Record<TextOption, string | undefined>> & {
  'accept-reference-terms'?: boolean | undefined;
};

const settingsSchema = styletts2VoiceSchema.omit({ engine: true, reference: true }).partial();

/** StyleTTS 2 as it was asked for; it becomes a voice with the help of the library. */
export interface StyleTts2Choice {
  engine: 'styletts2';
  /** The named voice that it begins with; null for the model's own settings. */
  named: string | null;
  settings: Partial<Omit<StyleTts2Voice, 'engine' | 'reference'>>;
  /** Null for what the named voice has. */
  reference: { kind: 'file'; path: string } | { kind: 'url'; url: string } | null;
  acceptTerms: boolean;
}

/** A voice as it was asked for. */
export type VoiceChoice = DraftVoice | StyleTts2Choice;

/** Every setting with its option and the values that it takes. */
const settings = [
  { option: 'alpha', field: 'alpha', takes: 'a number from 0 to 1' },
  { option: 'beta', field: 'beta', takes: 'a number from 0 to 1' },
  { option: 'diffusion-steps', field: 'diffusionSteps', takes: 'a whole number from 0 to 50' },
  { option: 'embedding-scale', field: 'embeddingScale', takes: 'a number from 0 to 5' },
  { option: 'seed', field: 'seed', takes: 'a whole number' },
  { option: 'weights', field: 'weights', takes: 'a web address (https://…)' },
  {
    option: 'model-version',
    field: 'modelVersion',
    takes: 'the id of a version: 64 digits, a to f among them',
  },
] as const;

/** The voice that was asked for; null when none was. Paths are resolved in `folder`. Throws `bad-usage`. */
export function parseVoice(values: Values, folder: string): VoiceChoice | null {
  const { voice: text } = values;
  const [engine, name] = divide(text ?? '');
  if (engine === 'styletts2') return parseStyleTts2(values, name, folder);
  const lonely = [
    ...settings.map(({ option }) => option),
    'reference' as const,
    'accept-reference-terms' as const,
  ];
  const given = lonely.find((option) => values[option] !== undefined);
  if (given !== undefined) throw misused(`--${given} goes with --voice styletts2.`);
  if (text === undefined) return null;
  const speaker = name === null ? defaultVoice.speaker : draftSpeakers.find((known) => known === name);
  if (engine !== 'draft' || speaker === undefined) throw unknownVoice(text);
  return { ...defaultVoice, speaker };
}

/** The engine and, after a colon, the name. */
function divide(text: string): [string, string | null] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, null] : [text.slice(0, colon), text.slice(colon + 1)];
}

function parseStyleTts2(values: Values, name: string | null, folder: string): StyleTts2Choice {
  if (name?.trim() === '') throw misused('--voice styletts2: needs the name of a voice after the colon.');
  const choice: StyleTts2Choice = {
    engine: 'styletts2',
    named: name?.trim() ?? null,
    settings: parseSettings(values),
    reference: values.reference === undefined ? null : parseReference(values.reference, folder),
    acceptTerms: values['accept-reference-terms'] === true,
  };
  if (choice.named === null) refuseFaults(choice);
  return choice;
}

function parseSettings(values: Values): StyleTts2Choice['settings'] {
  const chosen: StyleTts2Choice['settings'] = {};
  for (const { option, field, takes } of settings) {
    const text = values[option];
    if (text === undefined) continue;
    const value = field === 'weights' || field === 'modelVersion' ? text : plainNumber(text);
    const parsed = settingsSchema.safeParse({ [field]: value });
    if (!parsed.success) throw misused(`--${option} takes ${takes}; “${text}” is none.`);
    // This one alone: a setting that was not named is no choice, whatever its default.
    Object.assign(chosen, { [field]: parsed.data[field] });
  }
  return chosen;
}

function parseReference(text: string, folder: string): StyleTts2Choice['reference'] {
  const url = /^[a-z][a-z\d+.-]*:\/\//iu.test(text) ? URL.parse(text) : null;
  if (url === null) return { kind: 'file', path: path.resolve(folder, nonEmpty(text)) };
  if (url.protocol === 'https:' || url.protocol === 'http:') return { kind: 'url', url: text };
  throw misused(`--reference takes an audio file or a web address; “${text}” is neither.`);
}

/** The faults of settings alone; a file that is yet to be imported is a reference, too. */
function refuseFaults({ settings: chosen, reference }: StyleTts2Choice): void {
  const fault = voiceFaults({ ...defaultStyleTts2Voice, ...chosen }).find(
    ({ severity, field }) => severity === 'error' && !(field === 'weights' && reference !== null),
  );
  if (fault !== undefined) throw misused(fault.message);
}

function unknownVoice(text: string): LecternError {
  const voices = ['draft', ...draftSpeakers.map((name) => `draft:${name}`), 'styletts2', 'styletts2:NAME'];
  return misused(`There is no voice “${text}”. The voices are ${voices.join(', ')}.`);
}
