import { misused } from '../shared/misused.ts';
import { parseLibrary, parseOptions } from '../shared/options.ts';

/** What `library` was asked to do. */
export interface LibraryArguments {
  task: { name: 'list' | 'back-up' | 'rebuild' } | { name: 'put-back'; backup: string };
  json: boolean;
  /** The library's folder. */
  library: string;
}

/** What is printed for `--help` and told after a mistake. */
export const libraryUsage = `Usage: npm run library -- [list | back-up | put-back NAME | rebuild] [options]

The library’s database and its backups. Lectern makes one a day when something changed, and one before it changes a
library of an older version.

  list                  the backups, newest first (also without a word)
  back-up               make one now; the library may be in use
  put-back NAME         put a backup in the database’s place; newer audio on disk is taken in
  rebuild               make a new database of what the audio on disk tells; import the manuscripts again then

The database that was there is kept in the library’s folder “set-aside”. Close Lectern before put-back and rebuild.

  --json                with list: print it as JSON
  --library DIR         the library (else LECTERN_HOME, else the one in your folder for program data)
  --help                this page`;

const words = ['list', 'back-up', 'put-back', 'rebuild'] as const;

/** Reads the arguments after `library`; null when help is wanted. Throws `bad-usage`. Paths are resolved in `folder`. */
export function parseLibraryCommand(args: readonly string[], folder: string): LibraryArguments | null {
  const { values, positionals } = parseOptions(args, {
    json: { type: 'boolean' },
    library: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help === true) return null;
  const task = parseTask(positionals);
  if (values.json === true && task.name !== 'list') throw misused('--json goes with list.');
  return { task, json: values.json === true, library: parseLibrary(values.library, folder) };
}

function parseTask([word = 'list', backup, ...surplus]: readonly string[]): LibraryArguments['task'] {
  const name = words.find((known) => known === word);
  if (name === undefined) throw misused(`“${word}” is none of list, back-up, put-back and rebuild.`);
  const tooMuch = name === 'put-back' ? surplus[0] : backup;
  if (tooMuch !== undefined) throw misused(`“${tooMuch}” is too much.`);
  if (name !== 'put-back') return { name };
  if (backup === undefined) throw misused('put-back needs the name of a backup; list shows them.');
  return { name, backup };
}
