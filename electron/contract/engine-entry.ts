import { z } from 'zod';
import { engineIdSchema } from './voice.ts';

const settingParts = {
  /** Its name in a voice. */
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/u),
  /** Beside its control. */
  label: z.string(),
  /** The same where there is little room; without it, the label. */
  short: z.string().optional(),
  /** What it does, in words for a person. */
  hint: z.string().default(''),
  /** What the command line’s page says of it; without it, the hint. */
  help: z.string().optional(),
  /** The command line’s name for it, without dashes; without it, its id. */
  option: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/u)
    .optional(),
  /** Why it changes nothing while another setting is not given; null when it always counts. */
  idle: z.object({ without: z.string(), message: z.string() }).nullable().default(null),
  /** Whether it is put away where few need it. */
  advanced: z.boolean().default(false),
};

/** A number within a range. */
export const numberSettingSchema = z.object({
  ...settingParts,
  kind: z.literal('number'),
  min: z.number(),
  max: z.number(),
  /** By how much its control moves. */
  step: z.number().positive(),
  whole: z.boolean().default(false),
  /** Digits behind the point, as it is shown. */
  digits: z.int().min(0).default(0),
  /** Whether so many digits are shown even where they are noughts. */
  fixed: z.boolean().default(false),
  /** Behind the number, as it is shown. */
  unit: z.string().default(''),
  default: z.number(),
});

/** One of a few. */
export const choiceSettingSchema = z.object({
  ...settingParts,
  kind: z.literal('choice'),
  options: z
    .array(z.object({ value: z.string(), label: z.string(), hint: z.string().default('') }))
    .nonempty(),
  default: z.string(),
});

/** One of those that the engine tells of when it is asked, a speaker or a model; where it tells none, any name. */
const askedSettingSchema = z.object({
  ...settingParts,
  kind: z.literal('asked'),
  /** Null for the engine’s own choice. */
  default: z.string().min(1).nullable().default(null),
});

/** Any whole number that another reading is drawn with. */
const seedSettingSchema = z.object({ ...settingParts, kind: z.literal('seed'), default: z.int() });

/** Speech that the voice is copied from. */
const referenceSettingSchema = z.object({ ...settingParts, kind: z.literal('reference') });

/** A file on the web. */
const addressSettingSchema = z.object({ ...settingParts, kind: z.literal('address') });

/** A version of a model at Replicate. It tells who makes the sound, so it is no part of a take’s key by itself. */
const versionSettingSchema = z.object({ ...settingParts, kind: z.literal('version') });

/** One setting of an engine. Numbers, choices and seeds have a default; what else may be missing is null without. */
export const settingSchema = z.discriminatedUnion('kind', [
  numberSettingSchema,
  choiceSettingSchema,
  askedSettingSchema,
  seedSettingSchema,
  referenceSettingSchema,
  addressSettingSchema,
  versionSettingSchema,
]);

/** See {@link choiceSettingSchema}. */
export type ChoiceSetting = z.infer<typeof choiceSettingSchema>;

/** See {@link askedSettingSchema}. */
export type AskedSetting = z.infer<typeof askedSettingSchema>;

/** See {@link settingSchema}. */
export type Setting = z.infer<typeof settingSchema>;

/** What cannot work, or may disappoint, with a setting; of those about one setting the first that holds is told. */
const ruleSchema = z.object({
  setting: z.string(),
  /** A number below or above this; anything that is given at all when neither is said. */
  below: z.number().optional(),
  above: z.number().optional(),
  /** And only while this other setting is not given. */
  without: z.string().optional(),
  /** `error`: it cannot work, and is refused before money is spent. `warning`: it may sound bad. */
  severity: z.enum(['error', 'warning']),
  message: z.string(),
});

/** All that is known of an engine before it is asked for anything. */
export const engineEntrySchema = z.object({
  id: engineIdSchema,
  name: z.string(),
  /** What it is, in words for a person. */
  hint: z.string(),
  /** How it is offered with settings of one’s own; without them, as its name and hint say. */
  own: z.object({ label: z.string(), hint: z.string() }).optional(),
  settings: z.array(settingSchema).default([]),
  rules: z.array(ruleSchema).default([]),
  /** The most characters of one chunk; null for any. */
  longestText: z.int().positive().nullable().default(null),
  /** Language tags (BCP 47) of what it speaks; none for one that takes any. */
  languages: z.array(z.string()).default(['en']),
  /** Who is paid for it, and by what; null when it is free. The rate, in US dollars, is the library’s. */
  price: z
    .object({
      by: z.string(),
      per: z.enum(['second-of-work']),
      /** What a sentence costs, in words. */
      words: z.string(),
    })
    .nullable()
    .default(null),
  /** Whether somebody’s token for the service is needed. */
  needsToken: z.boolean().default(false),
  /** What is wrong with its audio as a rule, and is put right before that becomes a take. */
  repair: z.enum(['none', 'clicks-at-ends']).default('none'),
  /** Whether its takes stand in, as drafts, for other voices until those have spoken. */
  standsIn: z.boolean().default(false),
  /** Hz of its audio, as far as it is always the same; null when it depends on the voice. */
  sampleRate: z.int().positive().nullable().default(null),
  /** Seconds that a prediction takes before any was seen: for any, and for each character. */
  guess: z.object({ fixed: z.number(), perCharacter: z.number() }).default({ fixed: 0, perCharacter: 0.001 }),
});

/** See {@link engineEntrySchema}. */
export type EngineEntry = z.infer<typeof engineEntrySchema>;

/** Whether speaking with it costs money. */
export function isPaid({ price }: Pick<EngineEntry, 'price'>): boolean {
  return price !== null;
}

/** Whether it can copy a voice from a recording. */
export function copiesReference({ settings }: Pick<EngineEntry, 'settings'>): boolean {
  return settings.some(({ kind }) => kind === 'reference');
}

/** The settings that are asked for when they are to be chosen. */
export function askedSettings({ settings }: Pick<EngineEntry, 'settings'>): AskedSetting[] {
  return settings.filter((setting) => setting.kind === 'asked');
}

/** The entry of an engine; for one that is not in this catalogue, one that knows nothing but its id. */
export function entryOf(entries: readonly EngineEntry[], engine: string): EngineEntry {
  return (
    entries.find(({ id }) => id === engine) ??
    engineEntrySchema.parse({ id: engine, name: engine, hint: 'It is not in this Lectern.' })
  );
}

/** An entry of the catalogue: what is not said of it is as it is with most engines. Throws for one that is none. */
export function describeEngine(entry: z.input<typeof engineEntrySchema>): EngineEntry {
  return engineEntrySchema.parse(entry);
}
