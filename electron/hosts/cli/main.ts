import process from 'node:process';
import { toProblem } from '../../contract/problem.ts';
import { Formats } from '../../audio/formats/formats.ts';
import type { FormatFacts } from '../../contract/format.ts';
import type { EngineEntry } from '../../contract/engine-entry.ts';
import { entries } from '../../engines/catalogue.ts';
import { locate } from '../../locations.ts';
import { callersFolder, onInterrupt } from '../shared/caller.ts';
import { describeProblem, type Console } from '../shared/console.ts';
import { exitCodeOf, type ExitCode } from '../shared/exit-code.ts';
import { misused } from '../shared/misused.ts';
import { libraryUsage, parseLibraryCommand, type LibraryArguments } from './library-arguments.ts';
import { library } from './library.ts';
import { parseNarrate, type NarrateArguments } from './arguments.ts';
import type { Context } from './context.ts';
import { narrate } from './narrate.ts';
import { printPlan } from './print-plan.ts';
import { parsePredictions, predictionsUsage, type PredictionsArguments } from './predictions-arguments.ts';
import { predictions } from './predictions.ts';
import { usage } from './usage.ts';
import { parseVoices, voicesUsage, type VoicesArguments } from './voices-arguments.ts';
import { voices } from './voices.ts';

/** What tests have otherwise: how long is waited for what, what speaks, and what is written. */
type Otherwise = Pick<Context, 'patience' | 'catalogue' | 'formats'> & { stitchedWorker?: URL };

/** The command line host: arguments and signals in, an exit code out. `entry` is the address of the program's file. */
export function main(
  args: readonly string[],
  entry: string,
  console: Console,
  otherwise: Otherwise = {},
): Promise<ExitCode> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onLostWords);
  return perform(args, entry, console, otherwise);
}

/** Performs a command for whoever reads `console`; every failure is told there, and in the exit code. */
export async function perform(
  args: readonly string[],
  entry: string,
  console: Console,
  otherwise: Otherwise = {},
): Promise<ExitCode> {
  const [command, ...rest] = args;
  try {
    const folder = callersFolder(['narrate', 'predictions', 'voices', 'library']);
    const { stitchedWorker, ...given } = otherwise;
    const locations = { ...locate(entry), ...(stitchedWorker && { stitchedWorker }) };
    const context = { console, locations, onInterrupt, ...given };
    if (command === 'narrate')
      await runNarrate(parseNarrate(rest, folder, entriesOf(otherwise), formatsOf(otherwise)), context);
    else if (command === 'predictions') await runPredictions(parsePredictions(rest, folder), context);
    else if (command === 'voices') await runVoices(parseVoices(rest, entriesOf(otherwise)), context);
    else if (command === 'library') await runLibrary(parseLibraryCommand(rest, folder), context);
    else
      throw misused(
        `There is no command “${command ?? ''}”; there are narrate, predictions, voices and library.`,
      );
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

function entriesOf({ catalogue }: Otherwise): readonly EngineEntry[] {
  return catalogue?.map(({ entry }) => entry) ?? entries;
}

function formatsOf({ formats }: Otherwise): readonly FormatFacts[] {
  return new Formats(formats).list();
}

async function runNarrate(args: NarrateArguments | null, context: Context): Promise<void> {
  if (args === null) context.console.out.write(`${usage(entriesOf(context), formatsOf(context))}\n`);
  else if (args.out === null || args.plan !== 'no') await printPlan(args, context);
  else await narrate(args, args.out, context);
}

async function runPredictions(args: PredictionsArguments | null, context: Context): Promise<void> {
  if (args === null) context.console.out.write(`${predictionsUsage}\n`);
  else await predictions(args, context);
}

async function runVoices(args: VoicesArguments | null, context: Context): Promise<void> {
  if (args === null) context.console.out.write(`${voicesUsage}\n`);
  else await voices(args, context);
}

async function runLibrary(args: LibraryArguments | null, context: Context): Promise<void> {
  if (args === null) context.console.out.write(`${libraryUsage}\n`);
  else await library(args, context);
}
