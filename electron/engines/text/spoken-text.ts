import { readRomanNumerals } from './roman-numerals.ts';
import { respellInterjections } from './interjections.ts';
import { sayAddresses } from './say-addresses.ts';
import { sayDates } from './say-dates.ts';
import { sayMoney } from './say-money.ts';
import { sayNumbers } from './say-numbers.ts';
import { sayOldMoney } from './old-money.ts';
import { saySymbols } from './say-symbols.ts';
import { sayTimes } from './say-times.ts';
import { sayUnits } from './say-units.ts';

/**
 * The steps from text as it is written to text as it is spoken, in the order in which every engine takes them. An engine
 * leaves out what it does itself as it speaks; no step undoes what one before it has done.
 */
export const steps = [
  /** Forms of one character made one. */
  'form',
  /** Marks made plain, for an engine whose later steps know plain ones alone. */
  'plain-marks',
  'addresses',
  'dates',
  'times',
  'old-money',
  'money',
  'symbols',
  'units',
  /** Letters as the engine has them, for one whose later steps know those alone. */
  'letters',
  /** Marks as the engine has them. */
  'marks',
  'roman-numerals',
  'abbreviations',
  'numbers',
  'interjections',
  /** What the engine cannot speak is left out, or refused. */
  'characters',
  /** What the engine would say otherwise than it is meant. */
  'habits',
  'line-ends',
  /** Of several marks together those that are heard stay, where they are heard. */
  'settled-marks',
] as const;

/** See {@link steps}. */
export type Step = (typeof steps)[number];

/** What an engine does at each step; what it does not name is left as it is. */
export type SpokenRules = Readonly<Partial<Record<Step, (text: string) => string>>>;

/** The steps that are the same for every engine that takes them. */
export const common = {
  addresses: sayAddresses,
  dates: sayDates,
  times: sayTimes,
  'old-money': sayOldMoney,
  money: sayMoney,
  symbols: saySymbols,
  units: sayUnits,
  'roman-numerals': readRomanNumerals,
  numbers: sayNumbers,
  interjections: respellInterjections,
} as const satisfies SpokenRules;

/** The text after every step of an engine. Throws what a step throws: `text-unspeakable`. */
export function asSpoken(text: string, rules: SpokenRules): string {
  return steps.reduce((spoken, step) => rules[step]?.(spoken) ?? spoken, text);
}
