import path from 'node:path';
import process from 'node:process';
import { parseBrowserArguments } from '../../electron/hosts/browser/arguments.ts';
import { openBrowser } from '../../electron/hosts/browser/open-browser.ts';
import { callersFolder, onInterrupt } from '../../electron/hosts/shared/caller.ts';
import { describeProblem } from '../../electron/hosts/shared/console.ts';
import { exitCodeOf } from '../../electron/hosts/shared/exit-code.ts';
import { toProblem } from '../../electron/contract/problem.ts';
import { HostProcess } from './host-process.ts';
import { servePage } from './page-server.ts';
import { runDevelopmentWindow } from './window.ts';

// `npm run dev`: the studio while it is worked on. A change of renderer/ shows in the page at once; one of electron/
// starts the host anew, and the page goes on by itself.

const usage = `Usage: npm run dev -- [options]

Serves Lectern from its source to your own browser, on this computer alone, and follows every change.

  --window        in Electron's window instead
  --port N        listen on this port (else on any that is free)
  --no-open       print the address without opening it
  --library DIR   keep the database and the audio here
                  (else in LECTERN_HOME, else in your folder for program data)
  --help          this page

Ctrl-C ends it.`;

/** Milliseconds in which changes are taken together: an editor or a checkout writes several files. */
const together = 150;

async function serve(library: string, port: number, open: boolean): Promise<void> {
  const interrupted = new Promise<void>(onInterrupt);
  const host = new HostProcess(library);
  const page = await servePage(() => host.address(), port);
  try {
    await host.restart();
    let timer: NodeJS.Timeout | undefined;
    page.watch(path.resolve(import.meta.dirname, '../../electron'), (file) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        process.stdout.write(`${path.basename(file)} has changed: the host starts anew.\n`);
        void host.restart();
      }, together);
    });
    process.stdout.write(`Lectern is at ${page.url}\n`);
    if (open) openBrowser(page.oneTimeUrl());
    await interrupted;
    clearTimeout(timer);
  } finally {
    await Promise.all([page.close(), host.stop()]);
  }
}

async function run(args: readonly string[]): Promise<number> {
  const rest = args.filter((argument) => argument !== '--window');
  const parsed = parseBrowserArguments(rest, callersFolder(['dev']));
  if (parsed === null) process.stdout.write(`${usage}\n`);
  else if (args.includes('--window')) return runDevelopmentWindow(parsed.library);
  else await serve(parsed.library, parsed.port ?? 0, parsed.open);
  return 0;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (thrown) {
  const problem = toProblem(thrown);
  process.stderr.write(`${describeProblem(problem)}\n`);
  process.exitCode = exitCodeOf(problem.code);
}
