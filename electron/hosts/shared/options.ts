import path from 'node:path';
import process from 'node:process';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { LecternError } from '../../contract/problem.ts';
import { defaultLibraryFolder } from '../../library/open-library.ts';
import { misused } from './misused.ts';

/** Reads arguments by their options; what is no option is among the `positionals`. Throws `bad-usage`. */
export function parseOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (thrown) {
    // Node's own words name the option and say what is wrong with it.
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    throw misused(`${words.split(/\.(?:\s|$)/u)[0] ?? words}.`);
  }
}

/** The library's folder as it was named, else the usual one. Throws `bad-usage`. */
export function parseLibrary(named: string | undefined, folder: string): string {
  if (named === '') throw misused('The name of the library’s folder is empty.');
  return named === undefined ? defaultLibraryFolder(process.env, folder) : path.resolve(folder, named);
}

/** A file's name, which must not be empty. Throws `bad-usage`. */
export function nonEmpty(file: string): string {
  if (file === '') throw misused('A file name is empty.');
  return file;
}

/** What a check of an option's value throws, as the mistake in usage that it is. */
export function asUsage<Value>(option: string, check: () => Value): Value {
  try {
    return check();
  } catch (thrown) {
    if (!(thrown instanceof LecternError)) throw thrown;
    const { message, action } = thrown.problem;
    throw new LecternError('bad-usage', `--${option}: ${message}`, action, { cause: thrown });
  }
}

/** A number written in digits; NaN for anything else, such as `1e3` or `0x10`. */
export function plainNumber(text: string): number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/u.test(text) ? Number(text) : NaN;
}
