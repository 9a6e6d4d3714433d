import process from 'node:process';
import { misused } from '../terminal/misused.ts';
import { parseNarrate, usage } from './arguments.ts';
import { describeProblem, type Console } from '../terminal/console.ts';
import { exitCodeOf, type ExitCode } from '../terminal/exit-code.ts';
import { narrate, plan, type Context } from './narrate.ts';
import { toProblem } from '../contract/problem.ts';
import { locate } from '../locations.ts';
import { callersFolder, onInterrupt } from '../terminal/caller.ts';

/** The command line host: arguments and signals in, an exit code out. `entry` is the address of the program's file. */
export async function main(args: readonly string[], entry: string, console: Console): Promise<ExitCode> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onLostWords);
  const [command, ...rest] = args;
  try {
    if (command !== 'narrate') throw misused(`There is no command “${command ?? ''}”; there is narrate.`);
    const parsed = parseNarrate(rest, callersFolder(['narrate']));
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
