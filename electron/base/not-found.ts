import { LecternError } from '../contract/problem.ts';

/** The value, or the problem that there is no such thing (any more). */
export function found<Value>(value: Value | null | undefined, what: string): Value {
  if (value !== null && value !== undefined) return value;
  throw new LecternError(
    'not-found',
    `There is no such ${what} in this library.`,
    'It may have been removed; look at the library again.',
  );
}
