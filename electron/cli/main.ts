import process from 'node:process';
import { misused, parseNarrate, usage } from './arguments.ts';
import { describeProblem, type Console } from './console.ts';
import { exitCodeOf, type ExitCode } from './exit-code.ts';
import { narrate, plan, type Context } from './narrate.ts';
import { toProblem } from '../contract/problem.ts';
import { locate } from '../locations.ts';

/** The command line host: arguments and signals in, an exit code out. `entry` is the address of the program's file. */
export async function main(args: readonly string[], entry: string, console: Console): Promise<ExitCode> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onLostWords);
  const [command, ...rest] = args;
  try {
    if (command !== 'narrate') throw misused(`There is no command “${command ?? ''}”; there is narrate.`);
    const parsed = parseNarrate(rest, callersFolder());
    if (parsed === null) console.out.write(`${usage}\n`);
    else if (parsed.out === null || parsed.plan !== 'no') await plan(parsed, context(entry, console));
    else await narrate(parsed, parsed.out, context(entry, console));
    return 0;
  } catch (thrown) {
    const problem = toProblem(thrown);
    console.err.write(`${describeProblem(problem)}\n`);
    return exitCodeOf(problem.code);
  }
}

/** Whoever reads may go away (`| head`): the work goes on, and that is no failure. Words lost otherwise are one. */
function onLostWords(error: Error): void {
  if ('code' in error && error.code === 'EPIPE') return;
  process.exitCode = 1;
  process.stderr.write(`${describeProblem(toProblem(error))}\n`);
}

function context(entry: string, console: Console): Context {
  return { console, locations: locate(entry), onInterrupt };
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
