import type { ProblemCode } from '../../contract/problem.ts';

/** How the program ends: 0 done, 1 failed, 2 bad usage or input, 130 cancelled (128 + SIGINT, as shells have it). */
export type ExitCode = 0 | 1 | 2 | 130;

const badInput: ReadonlySet<ProblemCode> = new Set([
  'bad-usage',
  'file-missing',
  'file-empty',
  'file-unreadable',
  'file-unsupported',
  'manuscript-damaged',
  'manuscript-unsafe',
  'manuscript-protected',
  'manuscript-without-text',
  'manuscript-too-much',
  'target-exists',
  'target-unwritable',
  'consent-needed',
]);

/** The exit code that tells a script what kind of problem it was. */
export function exitCodeOf(code: ProblemCode): ExitCode {
  if (code === 'cancelled') return 130;
  return badInput.has(code) ? 2 : 1;
}
