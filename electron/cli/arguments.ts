import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { LecternError } from '../contract/problem.ts';
import { defaultVoice, draftSpeakers, type Voice } from '../contract/voice.ts';
import { defaultLibraryFolder } from '../studio/library.ts';
import { misused } from '../terminal/misused.ts';
import { parseChapters, type ChapterRange } from './chapters.ts';

/** What `narrate` was asked to do. */
export interface NarrateArguments {
  /** A path, or `sample` for the manuscript that comes with Lectern. */
  book: string;
  /** Where the audiobook goes; null when only the plan is wanted. */
  out: string | null;
  plan: 'no' | 'text' | 'json';
  voice: Voice | null;
  chapters: ChapterRange[] | null;
  /** The library's folder. */
  library: string;
  force: boolean;
  allowGaps: boolean;
}

/** What is printed for `--help` and told after a mistake. */
export const usage = `Usage: npm run narrate -- BOOK --out FILE.wav [options]

BOOK is an EPUB, Markdown or plain-text file, or "sample" for the manuscript that comes with Lectern.

  --out FILE.wav        where the audiobook goes
  --voice VOICE         draft, or draft:NAME with one of ${draftSpeakers.join(', ')}
  --chapters LIST       only these of the included chapters, such as 1-3,5
  --plan                show what would be read, without speaking
  --json                with --plan: print it as JSON
  --library DIR         keep the database and the audio here
                        (else in LECTERN_HOME, else in your folder for program data)
  --force               replace FILE.wav when it is there already
  --allow-gaps          export even when some chunks could not be spoken
  --help                this page

Ctrl-C cancels; the same command goes on where it stopped.`;

/** Reads the arguments after `narrate`; null when help is wanted. Throws `bad-usage`. Paths are resolved in `folder`. */
export function parseNarrate(args: readonly string[], folder: string): NarrateArguments | null {
  const { values, positionals } = parse(args);
  if (values.help === true) return null;
  const [book, ...surplus] = positionals;
  if (book === undefined || book === '') throw misused('No book was named.');
  if (surplus.length > 0)
    throw misused(`Only one book can be narrated at a time; “${surplus.join(' ')}” is too much.`);
  if (values.json === true && values.plan !== true) throw misused('--json goes with --plan.');
  if (values.plan !== true && values.out === undefined)
    throw misused('Where the audiobook goes is missing: --out FILE.wav.');
  return {
    book: book === 'sample' ? book : path.resolve(folder, book),
    out: values.out === undefined ? null : parseTarget(values.out, folder),
    plan: values.plan !== true ? 'no' : values.json === true ? 'json' : 'text',
    voice: values.voice === undefined ? null : parseVoice(values.voice),
    chapters: values.chapters === undefined ? null : parseChapters(values.chapters),
    library:
      values.library === undefined
        ? defaultLibraryFolder(process.env, folder)
        : path.resolve(folder, nonEmpty(values.library)),
    force: values.force === true,
    allowGaps: values['allow-gaps'] === true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string', short: 'o' },
        voice: { type: 'string' },
        chapters: { type: 'string' },
        library: { type: 'string' },
        plan: { type: 'boolean' },
        json: { type: 'boolean' },
        force: { type: 'boolean' },
        'allow-gaps': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (thrown) {
    // Node's own words name the option and say what is wrong with it.
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    throw misused(`${words.split(/\.(?:\s|$)/u)[0] ?? words}.`);
  }
}

function parseTarget(out: string, folder: string): string {
  if (!nonEmpty(out).toLowerCase().endsWith('.wav')) {
    throw misused(`Lectern writes WAV files; “${out}” does not end in .wav.`);
  }
  return path.resolve(folder, out);
}

function parseVoice(text: string): Voice {
  const [engine, name, ...surplus] = text.split(':');
  if (engine !== 'draft' || surplus.length > 0) throw unknownVoice(text);
  if (name === undefined) return defaultVoice;
  const speaker = draftSpeakers.find((known) => known === name);
  if (speaker === undefined) throw unknownVoice(text);
  return { ...defaultVoice, speaker };
}

function unknownVoice(text: string): LecternError {
  return misused(
    `There is no voice “${text}”. The voices are draft, ${draftSpeakers.map((name) => `draft:${name}`).join(', ')}.`,
  );
}

function nonEmpty(file: string): string {
  if (file === '') throw misused('A file name is empty.');
  return file;
}
