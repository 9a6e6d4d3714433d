import { LecternError, toProblem, type Problem, type ProblemCode } from '../contract/problem.ts';
import type { OpenPrediction } from '../db/queries/predictions.ts';

/** Replicate's states in which a prediction ends without audio. */
const withoutAudio = new Set(['failed', 'canceled', 'aborted']);

/** The problems that are a prediction's own end. Whatever else goes wrong, its audio may still be had. */
const conclusive = new Set<ProblemCode>([
  'prediction-failed',
  'audio-expired',
  'input-refused',
  'text-too-long',
  'text-unspeakable',
]);

/** Whether its request left, so that it may have been paid. */
export function isOut({ sentAt, remoteId }: Pick<OpenPrediction, 'sentAt' | 'remoteId'>): boolean {
  return sentAt !== null || remoteId !== null;
}

/** Whether a prediction that was left with this problem (null: it was only left) may still come to audio. */
export function isOwed(open: OpenPrediction, problem: Problem | null): boolean {
  if (!isOut(open) || withoutAudio.has(open.remoteStatus ?? '')) return false;
  return problem === null || !conclusive.has(problem.code);
}

/** Paid audio that came and cannot be used is still owed: what came is no more than a moment's evidence. */
export function owedInstead(thrown: unknown): unknown {
  const { code, message } = toProblem(thrown);
  if (code !== 'engine-failed') return thrown;
  return new LecternError(
    'audio-owed',
    `${message} It is paid for, and is fetched again for as long as Replicate keeps it.`,
    'Lectern does that by itself, without paying again.',
  );
}
