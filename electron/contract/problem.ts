/** Every kind of expected failure. The code is for programs; `message` and `action` are for people. */
export const problemCodes = [
  'bad-usage',
  'invalid-call',
  'not-found',
  'file-missing',
  'file-empty',
  'file-unreadable',
  'file-unsupported',
  'manuscript-damaged',
  'manuscript-unsafe',
  'manuscript-protected',
  'manuscript-without-text',
  // Reading it took more time or memory than any book needs.
  'manuscript-too-much',
  'text-unspeakable',
  'text-too-long',
  'engine-failed',
  // The token of a remote service is missing, or the service does not know it.
  'token-missing',
  'token-refused',
  'credit-needed',
  'rate-limited',
  // A network or server that may work again by itself.
  'service-unavailable',
  // What answers at the service's address is not the service.
  'address-wrong',
  'input-refused',
  'prediction-failed',
  // Audio that is made and paid for, and could not be fetched yet: it is gone on with by itself.
  'audio-owed',
  'audio-expired',
  // Whether a paid request arrived can no longer be found out: a person has to decide.
  'prediction-unknown',
  // Paid predictions in a row gave no audio that can be used: a person decides whether to go on.
  'without-audio',
  'cost-cap',
  'consent-needed',
  'in-use',
  'narration-incomplete',
  'narration-busy',
  'target-exists',
  'target-unwritable',
  'disk-full',
  'export-mismatch',
  // The sound of a take is not what was made: its file was changed.
  'take-changed',
  'library-held',
  'library-newer',
  'library-damaged',
  // Audio without the database that knows it.
  'library-lost',
  // The folder that is worked in was renamed, replaced or unmounted.
  'library-moved',
  'library-unwritable',
  'cancelled',
  'unexpected',
] as const;

/** One of {@link problemCodes}. */
export type ProblemCode = (typeof problemCodes)[number];

/** An expected failure as a value: what happened, where, and the way out. Plain data, so it crosses threads and hosts. */
export interface Problem {
  code: ProblemCode;
  /** What happened and where, in one sentence for a person. Never a stack trace, never a secret. */
  message: string;
  /** What the person can do about it, in one sentence. */
  action: string;
  /** Seconds after which the service asks to be tried again, where it said so. */
  retryAfter?: number | undefined;
}

/** Carries a {@link Problem} through code that throws; the boundary turns it back into a value. */
export class LecternError extends Error {
  readonly problem: Problem;

  constructor(
    code: ProblemCode,
    message: string,
    action: string,
    { retryAfter, ...options }: ErrorOptions & { retryAfter?: number | undefined } = {},
  ) {
    super(message, options);
    this.name = 'LecternError';
    this.problem =
      retryAfter === undefined ? { code, message, action } : { code, message, action, retryAfter };
  }

  /** Rebuilds the error on the far side of a thread or host boundary. */
  static from(problem: Problem): LecternError {
    return new LecternError(problem.code, problem.message, problem.action, {
      retryAfter: problem.retryAfter,
    });
  }
}

/** The problem inside any thrown value; something unforeseen becomes `unexpected`, without its stack. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof LecternError) return thrown.problem;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'unexpected',
    message: `Something went wrong inside Lectern: ${detail}`,
    action: 'Try again. If it happens again, report it with this message.',
  };
}

/** What a call answers: a value, or the problem that kept it from one. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };
