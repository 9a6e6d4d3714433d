import process from 'node:process';
import { misused, parseNarrate, usage } from './cli/arguments.ts';
import { describeProblem, type Console } from './cli/console.ts';
import { exitCodeOf, type ExitCode } from './cli/exit-code.ts';
import { narrate, plan, type Context } from './cli/narrate.ts';
import { toProblem } from './contract/problem.ts';
import { locate } from './locations.ts';

/** The command line host: arguments and signals in, an exit code out. */
async function main(args: readonly string[], console: Console): Promise<ExitCode> {
  const [command, ...rest] = args;
  try {
    if (command !== 'narrate') throw misused(`There is no command “${command ?? ''}”; there is narrate.`);
    const parsed = parseNarrate(rest, callersFolder());
    if (parsed === null) console.out.write(`${usage}\n`);
    else if (parsed.out === null || parsed.plan !== 'no') await plan(parsed, context(console));
    else await narrate(parsed, parsed.out, context(console));
    return 0;
  } catch (thrown) {
    const problem = toProblem(thrown);
    console.err.write(`${describeProblem(problem)}\n`);
    return exitCodeOf(problem.code);
  }
}

function context(console: Console): Context {
  return { console, locations: locate(import.meta.url), onInterrupt };
}

/** The first signal asks to end; a second one ends at once. */
function onInterrupt(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let asked = false;
  const onSignal = (): void => {
    if (asked) process.exit(130);
    asked = true;
    listener();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}

/** npm runs scripts in the project's folder; relative paths are meant from where the person stands. */
function callersFolder(): string {
  const throughNpm = process.env['npm_lifecycle_event'] === 'narrate';
  return (throughNpm ? process.env['INIT_CWD'] : undefined) ?? process.cwd();
}

process.exitCode = await main(process.argv.slice(2), { out: process.stdout, err: process.stderr });
