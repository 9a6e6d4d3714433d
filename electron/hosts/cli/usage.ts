import { defaultChunkLimit, fewestChunkCharacters, mostChunkCharacters } from '../../contract/chunk.ts';
import type { FormatFacts } from '../../contract/format.ts';
import { copiesReference, isPaid, type EngineEntry, type Setting } from '../../contract/engine-entry.ts';
import { webhookEventSchema } from '../../contract/replicate.ts';
import { acceptOption, clipSeconds, optionOf, speakersOf } from './voice-options.ts';

/** Where what an option does begins, in columns. */
const column = 24;

/** What is printed for `--help`: the voices and their settings as the catalogue has them, and the formats. */
export function usage(entries: readonly EngineEntry[], formats: readonly FormatFacts[]): string {
  return `Usage: npm run narrate -- BOOK --out FILE [options]

BOOK is an EPUB, Markdown or plain-text file, or "sample" for the manuscript that comes with Lectern.

${line('--out FILE', 'where the audiobook goes; its name says as what it is written:', ...formats.map(describeFormat))}
${line('--voice VOICE', ...entries.map(describeVoice))}
${line('--chapters LIST', 'only these of the included chapters, such as 1-3,5')}
${line('--plan', 'show what would be read, without speaking')}
${line('--json', 'with --plan: print it as JSON')}
${line('--chunk-limit N', `cut into chunks of at most N characters, ${fewestChunkCharacters} to ${mostChunkCharacters} (else ${defaultChunkLimit});`, 'of a book that is known, what is not spoken yet')}
${line('--library DIR', 'keep the database and the audio here', '(else in LECTERN_HOME, else in your folder for program data)')}
${line('--force', 'replace FILE when it is there already')}
${line('--allow-gaps', 'export even when some chunks could not be spoken')}
${line('--help', 'this page')}

${entries.flatMap(describeSettings).join('\n')}
Your token for Replicate is taken from REPLICATE_API_TOKEN, else from where Lectern keeps it. For this run alone:
${line('--api-url URL', 'another address of the service')}
${line('--webhook URL', 'have the service call this address, too')}
${line('--webhook-events LIST', `when: ${webhookEventSchema.options.join(', ')} (else completed)`)}
${line('--stream', 'ask for an address that streams the output, too')}

Ctrl-C cancels, also at Replicate; the same command goes on where it stopped.`;
}

function line(option: string, ...words: string[]): string {
  const start = `  ${option}`;
  const behind = words.join(`\n${' '.repeat(column)}`);
  return start.length < column ? start.padEnd(column) + behind : `${start}\n${' '.repeat(column)}${behind}`;
}

function describeFormat({ name, extension, description }: FormatFacts): string {
  return `.${extension} as ${name}: ${description}`;
}

function describeVoice(entry: EngineEntry): string {
  const speakers = speakersOf(entry);
  const { id, settings } = entry;
  if (speakers?.kind === 'asked') return `${id}, or ${id}:NAME with one that “npm run voices” lists`;
  if (speakers !== undefined) {
    return `${id}, or ${id}:NAME with one of ${speakers.options.map(({ value }) => value).join(', ')}`;
  }
  return settings.length === 0 ? id : `${id}, or ${id}:NAME with a voice that you named in Lectern`;
}

/** What can be said of an engine's voice; nothing for one without settings. */
function describeSettings(entry: EngineEntry): string[] {
  const { id, settings, price } = entry;
  if (settings.length === 0) return [];
  const by = price === null ? '' : `, which is spoken by ${price.by} and paid for`;
  return [
    `With --voice ${id}${by}:`,
    ...settings.map(describeSetting),
    ...(copiesReference(entry)
      ? [
          line(
            `--${acceptOption}`,
            'you have read what the model’s terms ask of copied voices; needed once a library',
          ),
        ]
      : []),
    ...(isPaid(entry) ? [line('--max-cost USD', 'pause when this run has cost so much')] : []),
    '',
  ];
}

const placeholders: Readonly<Record<Setting['kind'], string>> = {
  number: 'N',
  choice: 'NAME',
  asked: 'NAME',
  seed: 'N',
  reference: 'FILE|URL',
  address: 'URL',
  version: 'ID',
};

function describeSetting(setting: Setting): string {
  const { kind, hint, help = hint } = setting;
  const option = `--${optionOf(setting)} ${placeholders[kind]}`;
  if (kind === 'reference') {
    return line(option, `${help} (WAV or MP3; the first ${clipSeconds} s of a file)`);
  }
  if (kind === 'asked') return line(option, `${help} (“npm run voices” lists what there is)`.trim());
  if (kind !== 'choice') return line(option, help);
  const values = `one of ${setting.options.map(({ value }) => value).join(', ')}`;
  return line(option, help === '' ? values : `${values}: ${help}`);
}
