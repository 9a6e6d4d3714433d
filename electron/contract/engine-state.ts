import { z } from 'zod';
import { LecternError } from './problem.ts';
import type { Setting } from './engine-entry.ts';
import type { SettingValue } from './voice.ts';

/** One of those that a setting can be, as the engine tells it now: a speaker, a model. */
export const speakerSchema = z.object({
  /** Its value in a voice. */
  value: z.string().min(1).max(200),
  /** For people. */
  label: z.string(),
  hint: z.string().default(''),
  /** Language tag (BCP 47); null when it is not told, or any will do. */
  language: z.string().nullable().default(null),
});

/** See {@link speakerSchema}. */
export type Speaker = z.infer<typeof speakerSchema>;

/** How an engine is, in words for a person. */
export const engineHealthSchema = z.object({
  /**
   * `missing`: something that the person can give, such as a token or a model; `failed`: it cannot speak now, for a reason
   * that lies elsewhere.
   */
  state: z.enum(['ready', 'starting', 'busy', 'missing', 'failed']),
  message: z.string(),
  /** What to do about it; empty when nothing is to be done. */
  action: z.string().default(''),
});

/** See {@link engineHealthSchema}. */
export type EngineHealth = z.infer<typeof engineHealthSchema>;

/** Whether it changes by itself, so that it is worth looking again soon. */
export function isPassing({ state }: EngineHealth): boolean {
  return state === 'starting' || state === 'busy';
}

/** Throws `invalid-call`, naming what there is, for a value that an engine does not tell of; where it tells none, any goes. */
export function checkTold(setting: Setting, value: SettingValue, told: readonly Speaker[]): void {
  if (typeof value !== 'string' || told.length === 0 || told.some((one) => one.value === value)) return;
  const names = told.slice(0, namedAtMost).map((one) => one.value);
  const rest = told.length - names.length;
  throw new LecternError(
    'invalid-call',
    `There is no ${setting.label.toLowerCase()} “${value}”.`,
    `There are ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}. Choose one of them.`,
  );
}

/** How many are named where one does not exist; the others are counted. */
const namedAtMost = 40;
