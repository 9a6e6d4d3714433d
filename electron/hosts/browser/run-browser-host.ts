import { existsSync } from 'node:fs';
import process from 'node:process';
import { openPersonsConnection } from '../../connection/connection-store.ts';
import { describeProblem } from '../shared/console.ts';
import { exitCodeOf, type ExitCode } from '../shared/exit-code.ts';
import { LecternError, toProblem } from '../../contract/problem.ts';
import type { HostLocations } from '../../locations.ts';
import { printNotices } from '../shared/notices.ts';
import { callersFolder, onInterrupt } from '../shared/caller.ts';
import { openStudio } from '../../studio/open-studio.ts';
import { parseBrowserArguments, usage, type BrowserArguments } from './arguments.ts';
import { startBrowserServer } from './browser-server.ts';
import { openBrowser } from './open-browser.ts';

/** Serves the studio to the person's browser until a signal ends it; the answer is the exit code. */
export async function runBrowserHost(args: readonly string[], locations: HostLocations): Promise<ExitCode> {
  try {
    const parsed = parseBrowserArguments(args, callersFolder(['start', 'start:browser']));
    if (parsed === null) process.stdout.write(`${usage}\n`);
    else await serve(parsed, locations);
    return 0;
  } catch (thrown) {
    const problem = toProblem(thrown);
    process.stderr.write(`${describeProblem(problem)}\n`);
    return exitCodeOf(problem.code);
  }
}

async function serve({ library, port, open }: BrowserArguments, locations: HostLocations): Promise<void> {
  const { renderer } = locations;
  if (!existsSync(new URL('index.html', renderer))) throw notBuilt();
  const interrupted = new Promise<void>(onInterrupt);
  const connection = await openPersonsConnection();
  const studio = await openStudio({ library, program: 'Lectern in a browser', locations, connection });
  try {
    printNotices(studio, process.stderr);
    const server = await startBrowserServer({ studio, library, renderer, port });
    try {
      process.stdout.write(`Lectern is at ${server.url}\n`);
      if (open) openBrowser(server.oneTimeUrl());
      await interrupted;
    } finally {
      await server.close();
    }
  } finally {
    await studio.close();
  }
}

function notBuilt(): LecternError {
  return new LecternError(
    'unexpected',
    'Lectern’s page has not been built yet.',
    'Run it by “npm run start:browser”, which builds it first.',
  );
}
