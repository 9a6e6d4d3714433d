import { LecternError } from '../../../contract/problem.ts';
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

/**
 * Whether the token belongs to another account than this library's predictions: it does not know the one before, either,
 * and an account never forgets its own. Null when there is no sign of it.
 */
export async function whyStrange(
  { client, ledger }: Errand,
  signal: AbortSignal,
): Promise<LecternError | null> {
  const before = ledger.knownBefore;
  if (before === null) return null;
  try {
    await client.get(before, signal);
    return null;
  } catch (thrown) {
    throwIfAborted(signal);
    if (isMissing(thrown)) return anotherAccount();
    if (thrown instanceof LecternError) return thrown;
    throw thrown;
  }
}

function anotherAccount(): LecternError {
  return new LecternError(
    'token-refused',
    'The token is known there, but its account knows none of what this library asked for: it is another account’s.',
    'Enter the token of the account that was used before; what it still owes is kept and gone on with.',
  );
}
