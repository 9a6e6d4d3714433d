import { LecternError } from '../../contract/problem.ts';
import { throwIfAborted, type Errand } from './errand.ts';

/** Whether the service, or whatever answered in its place, said "not found". */
export function isMissing(thrown: unknown): boolean {
  return thrown instanceof LecternError && thrown.problem.code === 'not-found';
}

/**
 * Why "not found" cannot be believed: nothing of the service is at its address (`address-wrong`), or it does not answer
 * now. Null when it answers at the same address with the same token. A proxy, a captive portal or a mistyped path say
 * "not found" as well.
 */
export async function whyNotThere({ client }: Errand, signal: AbortSignal): Promise<LecternError | null> {
  try {
    await client.account(signal);
    return null;
  } catch (thrown) {
    throwIfAborted(signal);
    if (isMissing(thrown)) return wrongAddress(client.base);
    if (thrown instanceof LecternError) return thrown;
    throw thrown;
  }
}

function wrongAddress(base: string): LecternError {
  return new LecternError(
    'address-wrong',
    `Nothing of Replicate’s API is at ${base}: “not found” is the answer to everything.`,
    'Check the address of the service in the settings; what was asked for elsewhere is kept and gone on with.',
  );
}
