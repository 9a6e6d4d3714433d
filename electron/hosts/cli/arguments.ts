import path from 'node:path';
import type { ConnectionChange } from '../../connection/connection-store.ts';
import { chunkLimitSchema, fewestChunkCharacters, mostChunkCharacters } from '../../contract/chunk.ts';
import { formatOfName, type FormatFacts } from '../../contract/format.ts';
import { isPaid, type EngineEntry } from '../../contract/engine-entry.ts';
import { Formats } from '../../audio/formats/formats.ts';
import { entries as ownEntries } from '../../engines/catalogue.ts';
import { misused } from '../shared/misused.ts';
import { nonEmpty, parseLibrary, parseOptions, plainNumber } from '../shared/options.ts';
import { parseChapters, type ChapterRange } from './chapters.ts';
import { connectionOptions, parseConnection } from './connection-options.ts';
import { acceptOption, parseVoice, voiceOptions, type VoiceChoice } from './voice-options.ts';

/** What `narrate` was asked to do. */
export interface NarrateArguments {
  /** A path, or `sample` for the manuscript that comes with Lectern. */
  book: string;
  /** Where the audiobook goes, and the format that its name ends for; null when only the plan is wanted. */
  out: { path: string; format: string } | null;
  plan: 'no' | 'text' | 'json';
  voice: VoiceChoice | null;
  /** The most characters of a chunk; null as the settings, or the library, have it. */
  chunkLimit: number | null;
  chapters: ChapterRange[] | null;
  /** The library's folder. */
  library: string;
  /** What is otherwise with the connection to Replicate in this run. */
  connection: ConnectionChange;
  /** What this run may cost, in US dollars; null for what the settings allow. */
  maxCost: number | null;
  force: boolean;
  allowGaps: boolean;
}

const paidOptions = ['max-cost', 'api-url', 'webhook', 'stream'] as const;

/** Reads the arguments after `narrate`; null when help is wanted. Throws `bad-usage`. Paths are resolved in `folder`. */
export function parseNarrate(
  args: readonly string[],
  folder: string,
  entries: readonly EngineEntry[] = ownEntries,
  formats: readonly FormatFacts[] = new Formats().list(),
): NarrateArguments | null {
  const { values, positionals } = parseOptions(args, {
    ...voiceOptions(entries),
    out: { type: 'string', short: 'o' },
    chapters: { type: 'string' },
    library: { type: 'string' },
    plan: { type: 'boolean' },
    json: { type: 'boolean' },
    force: { type: 'boolean' },
    'allow-gaps': { type: 'boolean' },
    'max-cost': { type: 'string' },
    'chunk-limit': { type: 'string' },
    help: { type: 'boolean', short: 'h' },
    [acceptOption]: { type: 'boolean' },
    ...connectionOptions,
  });
  if (values.help === true) return null;
  const [book, ...surplus] = positionals;
  if (book === undefined || book === '') throw misused('No book was named.');
  if (surplus.length > 0)
    throw misused(`Only one book can be narrated at a time; “${surplus.join(' ')}” is too much.`);
  if (values.json === true && values.plan !== true) throw misused('--json goes with --plan.');
  if (values.plan !== true && values.out === undefined)
    throw misused(`Where the audiobook goes is missing: --out FILE.${formats[0]?.extension ?? ''}.`);
  const voice = parseVoice(values, entries, folder);
  const paid = paidOptions.find((option) => values[option] !== undefined);
  const chosen = entries.find(({ id }) => id === voice?.engine);
  if (chosen !== undefined && !isPaid(chosen) && paid !== undefined) {
    const names = entries.filter(isPaid).map(({ name }) => name);
    throw misused(`--${paid} is for ${names.join(' or ')}; ${chosen.name} is free.`);
  }
  return {
    book: book === 'sample' ? book : path.resolve(folder, book),
    out: values.out === undefined ? null : parseTarget(values.out, folder, formats),
    plan: values.plan !== true ? 'no' : values.json === true ? 'json' : 'text',
    voice,
    chapters: values.chapters === undefined ? null : parseChapters(values.chapters),
    library: parseLibrary(values.library, folder),
    connection: parseConnection(values),
    chunkLimit: values['chunk-limit'] === undefined ? null : parseLimit(values['chunk-limit']),
    maxCost: values['max-cost'] === undefined ? null : parseMoney(values['max-cost']),
    force: values.force === true,
    allowGaps: values['allow-gaps'] === true,
  };
}

function parseTarget(
  out: string,
  folder: string,
  formats: readonly FormatFacts[],
): { path: string; format: string } {
  const format = formatOfName(nonEmpty(out), formats);
  if (format !== null) return { path: path.resolve(folder, out), format: format.id };
  const names = formats.map(({ name, extension }) => `${name} (.${extension})`);
  throw misused(
    `The name of a file says what Lectern writes: ${names.join(', ')}; “${out}” ends in none of these.`,
  );
}

function parseLimit(text: string): number {
  const limit = plainNumber(text);
  if (chunkLimitSchema.safeParse(limit).success) return limit;
  throw misused(
    `--chunk-limit takes a whole number of characters from ${fewestChunkCharacters} to ${mostChunkCharacters}; “${text}” is none.`,
  );
}

function parseMoney(text: string): number {
  const money = plainNumber(text.replace(/^\$/u, ''));
  if (money >= 0) return money;
  throw misused(`--max-cost takes US dollars, such as 2.50; “${text}” is none.`);
}
