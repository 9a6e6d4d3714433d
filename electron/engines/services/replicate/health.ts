import type { EngineHealth } from '../../../contract/engine-state.ts';
import { toProblem, type ProblemCode } from '../../../contract/problem.ts';
import type { Account } from '../../engine.ts';

/** What the person can give; what else keeps the account from answering lies elsewhere. */
const missing: readonly ProblemCode[] = ['token-missing', 'token-refused', 'credit-needed', 'address-wrong'];

/** How an engine of an account is: what the check of the connection says, in a state and a sentence. */
export async function healthOf(account: Account, signal: AbortSignal): Promise<EngineHealth> {
  try {
    const { username, name } = await account.check(signal);
    return { state: 'ready', message: `Replicate knows you as ${name ?? username}.`, action: '' };
  } catch (thrown) {
    const { code, message, action } = toProblem(thrown);
    if (missing.includes(code)) return { state: 'missing', message, action };
    return { state: code === 'rate-limited' ? 'busy' : 'failed', message, action };
  }
}
