import { existsSync } from 'node:fs';
import process from 'node:process';
import { describeProblem } from '../cli/console.ts';
import { exitCodeOf, type ExitCode } from '../cli/exit-code.ts';
import { LecternError, toProblem } from '../contract/problem.ts';
import type { HostLocations } from '../locations.ts';
import { openStudio } from '../studio/open-studio.ts';
import { parseBrowserArguments, usage, type BrowserArguments } from './arguments.ts';
import { startBrowserServer } from './browser-server.ts';
import { openBrowser } from './open-browser.ts';

/** Serves the studio to the person's browser until a signal ends it; the answer is the exit code. */
export async function runBrowserHost(args: readonly string[], locations: HostLocations): Promise<ExitCode> {
  try {
    const parsed = parseBrowserArguments(args, callersFolder());
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
  const interrupted = interruption();
  const studio = await openStudio({ library, program: 'Lectern in a browser', locations });
  try {
    const server = await startBrowserServer({ studio, library, renderer, port });
    try {
      process.stdout.write(`Lectern is at ${server.url}\n`);
      if (open) openBrowser(server.url);
      await interrupted;
    } finally {
      await server.close();
    }
  } finally {
    await studio.close();
  }
}

/** Resolves at the first signal that asks to end; a second one ends at once. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(130);
        asked = true;
        resolve();
      });
    }
  });
}

/** npm runs scripts in the project's folder; relative paths are meant from where the person stands. */
function callersFolder(): string {
  const throughNpm = /^start(?::browser)?$/u.test(process.env['npm_lifecycle_event'] ?? '');
  return (throughNpm ? process.env['INIT_CWD'] : undefined) ?? process.cwd();
}

function notBuilt(): LecternError {
  return new LecternError(
    'unexpected',
    'Lectern’s page has not been built yet.',
    'Run it by “npm run start:browser”, which builds it first.',
  );
}
