import path from 'node:path';
import type { ConnectionChange } from '../../connection/connection-store.ts';
import { webhookEventSchema } from '../../contract/replicate.ts';
import { draftSpeakers } from '../../contract/voice.ts';
import { misused } from '../shared/misused.ts';
import { nonEmpty, parseLibrary, parseOptions, plainNumber } from '../shared/options.ts';
import { parseChapters, type ChapterRange } from './chapters.ts';
import { connectionOptions, parseConnection } from './connection-options.ts';
import { clipSeconds, parseVoice, voiceOptions, type VoiceChoice } from './voice-options.ts';

/** What `narrate` was asked to do. */
export interface NarrateArguments {
  /** A path, or `sample` for the manuscript that comes with Lectern. */
  book: string;
  /** Where the audiobook goes; null when only the plan is wanted. */
  out: string | null;
  plan: 'no' | 'text' | 'json';
  voice: VoiceChoice | null;
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

/** What is printed for `--help` and told after a mistake. */
export const usage = `Usage: npm run narrate -- BOOK --out FILE.wav [options]

BOOK is an EPUB, Markdown or plain-text file, or "sample" for the manuscript that comes with Lectern.

  --out FILE.wav        where the audiobook goes
  --voice VOICE         draft, or draft:NAME with one of ${draftSpeakers.join(', ')};
                        styletts2, or styletts2:NAME with a voice that you named in Lectern
  --chapters LIST       only these of the included chapters, such as 1-3,5
  --plan                show what would be read, without speaking
  --json                with --plan: print it as JSON
  --library DIR         keep the database and the audio here
                        (else in LECTERN_HOME, else in your folder for program data)
  --force               replace FILE.wav when it is there already
  --allow-gaps          export even when some chunks could not be spoken
  --help                this page

With --voice styletts2, which is spoken by Replicate and paid for:
  --reference FILE|URL  copy the style of this speech (WAV or MP3; the first ${clipSeconds} s of a file)
  --accept-reference-terms
                        you have read what the model’s terms ask of copied voices; needed once a library
  --alpha, --beta N     0 to 1: how far the voice may leave the reference, in timbre and in prosody
  --diffusion-steps N   3 to 50 (the model cannot speak with fewer): more is more varied and slower
  --embedding-scale N   0 to 5: more is more emotional
  --seed N              another seed is another reading
  --weights URL         a fine-tuned model; needs --reference
  --model-version ID    another version of the model, by its id at Replicate
  --max-cost USD        pause when this run has cost so much

Your token for Replicate is taken from REPLICATE_API_TOKEN, else from where Lectern keeps it. For this run alone:
  --api-url URL         another address of the service
  --webhook URL         have the service call this address, too
  --webhook-events LIST when: ${webhookEventSchema.options.join(', ')} (else completed)
  --stream              ask for an address that streams the output, too

Ctrl-C cancels, also at Replicate; the same command goes on where it stopped.`;

const paidOptions = ['max-cost', 'api-url', 'webhook', 'stream'] as const;

/** Reads the arguments after `narrate`; null when help is wanted. Throws `bad-usage`. Paths are resolved in `folder`. */
export function parseNarrate(args: readonly string[], folder: string): NarrateArguments | null {
  const { values, positionals } = parseOptions(args, {
    out: { type: 'string', short: 'o' },
    chapters: { type: 'string' },
    library: { type: 'string' },
    plan: { type: 'boolean' },
    json: { type: 'boolean' },
    force: { type: 'boolean' },
    'allow-gaps': { type: 'boolean' },
    'max-cost': { type: 'string' },
    help: { type: 'boolean', short: 'h' },
    ...voiceOptions,
    ...connectionOptions,
  });
  if (values.help === true) return null;
  const [book, ...surplus] = positionals;
  if (book === undefined || book === '') throw misused('No book was named.');
  if (surplus.length > 0)
    throw misused(`Only one book can be narrated at a time; “${surplus.join(' ')}” is too much.`);
  if (values.json === true && values.plan !== true) throw misused('--json goes with --plan.');
  if (values.plan !== true && values.out === undefined)
    throw misused('Where the audiobook goes is missing: --out FILE.wav.');
  const voice = parseVoice(values, folder);
  const paid = paidOptions.find((option) => values[option] !== undefined);
  if (voice?.engine === 'draft' && paid !== undefined) {
    throw misused(`--${paid} is for StyleTTS 2; the draft voice is free and on this computer.`);
  }
  return {
    book: book === 'sample' ? book : path.resolve(folder, book),
    out: values.out === undefined ? null : parseTarget(values.out, folder),
    plan: values.plan !== true ? 'no' : values.json === true ? 'json' : 'text',
    voice,
    chapters: values.chapters === undefined ? null : parseChapters(values.chapters),
    library: parseLibrary(values.library, folder),
    connection: parseConnection(values),
    maxCost: values['max-cost'] === undefined ? null : parseMoney(values['max-cost']),
    force: values.force === true,
    allowGaps: values['allow-gaps'] === true,
  };
}

function parseTarget(out: string, folder: string): string {
  if (!nonEmpty(out).toLowerCase().endsWith('.wav')) {
    throw misused(`Lectern writes WAV files; “${out}” does not end in .wav.`);
  }
  return path.resolve(folder, out);
}

function parseMoney(text: string): number {
  const money = plainNumber(text.replace(/^\$/u, ''));
  if (money >= 0) return money;
  throw misused(`--max-cost takes US dollars, such as 2.50; “${text}” is none.`);
}
