import { LecternError } from '../../../../electron/contract/problem.ts';

/** The error that a call rejects with; fails when it resolves, or with anything but a `LecternError`. */
export async function problemOf(call: Promise<unknown>): Promise<LecternError> {
  const outcome = await call.then(
    () => new Error('It did not fail.'),
    (thrown: unknown) => thrown,
  );
  if (outcome instanceof LecternError) return outcome;
  throw outcome;
}
