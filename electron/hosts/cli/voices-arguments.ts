import type { ConnectionChange } from '../../connection/connection-store.ts';
import type { EngineEntry } from '../../contract/engine-entry.ts';
import { misused } from '../shared/misused.ts';
import { parseOptions } from '../shared/options.ts';
import { connectionOptions, parseConnection } from './connection-options.ts';

/** What `voices` was asked to do. */
export interface VoicesArguments {
  /** The id of the only engine that is meant; null for all. */
  engine: string | null;
  json: boolean;
  connection: ConnectionChange;
}

/** What is printed for `--help` and told after a mistake. */
export const voicesUsage = `Usage: npm run voices -- [list] [ENGINE] [options]

Every way to speak: what it is, how it is now, and its speakers, which are asked for where they may change.

  list                  all of them (also without a word), or the one named ENGINE

  --json                print it as JSON
  --api-url URL         another address of the service, for this run
  --help                this page`;

/** Reads the arguments after `voices`; null when help is wanted. Throws `bad-usage`. */
export function parseVoices(
  args: readonly string[],
  entries: readonly EngineEntry[],
): VoicesArguments | null {
  const { values, positionals } = parseOptions(args, {
    json: { type: 'boolean' },
    'api-url': connectionOptions['api-url'],
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help === true) return null;
  const [word = 'list', engine = null, ...surplus] = positionals;
  if (word !== 'list') throw misused(`“${word}” is no task of voices; there is list.`);
  if (surplus.length > 0) throw misused(`“${surplus.join(' ')}” is too much.`);
  if (engine !== null && entries.every(({ id }) => id !== engine)) {
    throw misused(`There is no engine “${engine}”; there are ${entries.map(({ id }) => id).join(', ')}.`);
  }
  return { engine, json: values.json === true, connection: parseConnection(values) };
}
