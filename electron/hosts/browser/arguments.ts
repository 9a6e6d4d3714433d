import { misused } from '../shared/misused.ts';
import { parseLibrary, parseOptions } from '../shared/options.ts';

/** How the browser host was asked to run. */
export interface BrowserArguments {
  /** 0 for any port that is free; null for the one that this library usually has. */
  port: number | null;
  /** Whether to open the page in the person's browser. */
  open: boolean;
  /** The library's folder. */
  library: string;
}

/** What is printed for `--help` and told after a mistake. */
export const usage = `Usage: npm run start:browser -- [options]

Serves Lectern to your own browser, on this computer alone.

  --port N        listen on this port; 0 for any that is free
                  (else on the one that this library usually has)
  --no-open       print the address without opening it
  --library DIR   keep the database and the audio here
                  (else in LECTERN_HOME, else in your folder for program data)
  --help          this page

Ctrl-C ends it.`;

/** Reads the arguments; null when help is wanted. Throws `bad-usage`. Paths are resolved in `folder`. */
export function parseBrowserArguments(args: readonly string[], folder: string): BrowserArguments | null {
  const { values, positionals } = parseOptions(args, {
    port: { type: 'string' },
    'no-open': { type: 'boolean' },
    library: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help === true) return null;
  if (positionals.length > 0) throw misused(`“${positionals.join(' ')}” is not understood.`);
  return {
    port: values.port === undefined ? null : parsePort(values.port),
    open: values['no-open'] !== true,
    library: parseLibrary(values.library, folder),
  };
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw misused(`“${text}” is no port: a port is a number from 0 to 65535.`);
}
