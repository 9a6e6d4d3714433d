import type { ConnectionChange } from '../../connection/connection-store.ts';
import { predictionIdSchema, type PredictionId } from '../../contract/ids.ts';
import { misused } from '../shared/misused.ts';
import { parseLibrary, parseOptions } from '../shared/options.ts';
import { connectionOptions, parseConnection } from './connection-options.ts';

/** What `predictions` was asked to do. */
export interface PredictionsArguments {
  task: { name: 'list' } | { name: 'show' | 'cancel'; id: PredictionId };
  /** The id or the title of the only project that is meant; null for all. */
  project: string | null;
  json: boolean;
  /** The library's folder. */
  library: string;
  connection: ConnectionChange;
}

/** What is printed for `--help` and told after a mistake. */
export const predictionsUsage = `Usage: npm run predictions -- [list | show ID | cancel ID] [options]

Every request to a voice that this library has made: when, how it ended, and what it cost.

  list                  all of them, newest first (also without a word)
  show ID               everything about one
  cancel ID             end one that runs, also at Replicate; give up one whose fate is unknown

  --project BOOK        with list: only those of this book, by its title or its number
  --json                print it as JSON
  --library DIR         the library (else LECTERN_HOME, else the one in your folder for program data)
  --api-url URL         another address of the service, for this run
  --help                this page`;

/** Reads the arguments after `predictions`; null when help is wanted. Throws `bad-usage`. Paths are resolved in `folder`. */
export function parsePredictions(args: readonly string[], folder: string): PredictionsArguments | null {
  const { values, positionals } = parseOptions(args, {
    project: { type: 'string' },
    json: { type: 'boolean' },
    library: { type: 'string' },
    'api-url': connectionOptions['api-url'],
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help === true) return null;
  const task = parseTask(positionals);
  const project = values.project?.trim() ?? null;
  if (project !== null && task.name !== 'list') throw misused('--project goes with list.');
  if (project === '') throw misused('--project needs a title or a number.');
  return {
    task,
    project,
    json: values.json === true,
    library: parseLibrary(values.library, folder),
    connection: parseConnection(values),
  };
}

function parseTask([word = 'list', id, ...surplus]: readonly string[]): PredictionsArguments['task'] {
  if (word !== 'list' && word !== 'show' && word !== 'cancel') {
    throw misused(`“${word}” is none of list, show and cancel.`);
  }
  const tooMuch = word === 'list' ? id : surplus[0];
  if (tooMuch !== undefined) throw misused(`“${tooMuch}” is too much.`);
  if (word === 'list') return { name: word };
  if (id === undefined) throw misused(`${word} needs the number of a prediction; list shows them.`);
  const parsed = predictionIdSchema.safeParse(/^\d+$/u.test(id) ? Number(id) : NaN);
  if (parsed.success) return { name: word, id: parsed.data };
  throw misused(`“${id}” is no number of a prediction; list shows them.`);
}
