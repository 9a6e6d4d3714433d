import { LecternError } from '../../contract/problem.ts';

/** The problem of a command that cannot be understood. */
export function misused(message: string): LecternError {
  return new LecternError('bad-usage', message, 'Run it with --help to see how it is used.');
}
