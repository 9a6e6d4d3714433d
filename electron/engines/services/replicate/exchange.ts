/** One request to a service. */
export interface Outgoing {
  url: URL;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string | FormData;
  /** Seconds until the whole answer must be here. */
  timeout: number;
  signal: AbortSignal | undefined;
}

/** A whole answer. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** No whole answer came. Deliberately without the cause: an error of `fetch` may quote a header. */
export class NoAnswerError extends Error {
  /** Whether the request surely never arrived. */
  readonly isUnsent: boolean;
  readonly isAborted: boolean;

  constructor(reason: string, { isUnsent = false, isAborted = false } = {}) {
    super(reason);
    this.name = 'NoAnswerError';
    this.isUnsent = isUnsent;
    this.isAborted = isAborted;
  }
}

/**
 * Sends one request, once, and reads its whole answer. A redirect is an answer like any other: what the request
 * carries is for this address alone. Rejects with {@link NoAnswerError}.
 */
export async function exchange(outgoing: Outgoing, send: typeof fetch): Promise<Answer> {
  const { url, method, headers, body, timeout, signal } = outgoing;
  if (isAborted(signal)) throw new NoAnswerError('it was cancelled', { isUnsent: true, isAborted: true });
  const late = AbortSignal.timeout(timeout * 1000);
  try {
    const response = await send(url, {
      method,
      headers,
      redirect: 'manual',
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (thrown) {
    if (isAborted(signal)) throw new NoAnswerError('it was cancelled', { isAborted: true });
    if (late.aborted) throw new NoAnswerError(`no answer came within ${timeout} seconds`);
    throw new NoAnswerError(reasonOf(thrown), { isUnsent: isBeforeSending(thrown) });
  }
}

/** What went wrong with a connection, in words that quote nothing of the request. */
export function reasonOf(thrown: unknown): string {
  const code = failuresOf(thrown).find((failure) => failure.code !== undefined)?.code;
  switch (code) {
    case undefined:
      return 'the connection broke';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its address could not be looked up';
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'the connection was dropped';
    default:
      return /^[A-Z0-9_]{1,60}$/u.test(code) ? `the connection failed (${code})` : 'the connection failed';
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

interface Failure {
  code: string | undefined;
  syscall: string | undefined;
}

/** Looking up the address, connecting and checking the certificate come before anything is sent. */
function isBeforeSending(thrown: unknown): boolean {
  const coded = failuresOf(thrown).filter(({ code }) => code !== undefined);
  return (
    coded.length > 0 &&
    coded.every(
      ({ code = '', syscall }) =>
        syscall === 'getaddrinfo' ||
        syscall === 'connect' ||
        ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'].includes(code) ||
        /^(?:CERT_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF|ERR_TLS_CERT_)/u.test(code),
    )
  );
}

/** The failures inside an error of `fetch`: its causes, and every address that was tried. */
function failuresOf(thrown: unknown, depth = 0): Failure[] {
  if (!(thrown instanceof Error) || depth > 4) return [];
  const failure = { code: stringAt(thrown, 'code'), syscall: stringAt(thrown, 'syscall') };
  const tried: readonly unknown[] = thrown instanceof AggregateError ? thrown.errors : [];
  const inner = [thrown.cause, ...tried];
  return [failure, ...inner.flatMap((one) => failuresOf(one, depth + 1))];
}

function stringAt(error: Error, name: string): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}
