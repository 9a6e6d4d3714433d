import type { NarrationProgress } from '../../contract/narration.ts';
import { LecternError, type Problem } from '../../contract/problem.ts';

/** Whether nothing more will come of a narration here: nobody at a command line resumes one that a problem paused. */
export function hasEnded({ state, problem }: NarrationProgress): boolean {
  return ['done', 'cancelled', 'stopped'].includes(state) || (state === 'paused' && problem !== null);
}

/** The problem that ended a narration that spent so much, with the way out that there is at a command line. */
export function explainEnd({ code, message, action }: Problem, spent: number): LecternError {
  return new LecternError(code, message, wayOut(code, spent) ?? action);
}

function wayOut(code: Problem['code'], spent: number): string | null {
  switch (code) {
    case 'cost-cap':
      return spent > 0
        ? 'What is spoken is kept: run the same command to go on for as much again, or with another --max-cost.'
        : 'A single chunk is expected to cost more than that: run it again with a higher --max-cost.';
    case 'credit-needed':
      return 'Add credit at https://replicate.com/account/billing, then run the same command to go on.';
    case 'without-audio':
      return 'Look at them with “npm run predictions”. The same command goes on: it fetches what is owed, and pays the next chunk.';
    case 'address-wrong':
      return 'Check the address (--api-url, or the one in Lectern’s settings), then run the same command to go on.';
    case 'token-missing':
    case 'token-refused':
      return (
        'Put your token (https://replicate.com/account/api-tokens) into the environment variable ' +
        'REPLICATE_API_TOKEN, or enter it in Lectern’s window, then run the same command to go on.'
      );
    default:
      return null;
  }
}
