import type { InvalidField } from './model.ts';

/** What is answered to a request. */
export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON, text as HTML, bytes as they are. */
  body?: object | string | Uint8Array;
  /** Called when it is sent as it is, not spoilt by a fault. */
  onSent?: () => void;
}

/** What comes of a request: an answer, a connection that is cut, or one that stays open without a word. */
export type Reply = Answer | 'cut' | 'silence';

/** JSON with a status. */
export function json(status: number, body: object, headers: Record<string, string> = {}): Answer {
  return { status, body, headers };
}

/** An error in Replicate's form. */
export function problem(status: number, detail: string, title?: string): Answer {
  return json(status, { ...(title === undefined ? {} : { title }), detail, status });
}

/** 401. */
export function unauthenticated(): Answer {
  return problem(401, 'You did not pass a valid authentication token', 'Unauthenticated');
}

/** 402. */
export function insufficientCredit(): Answer {
  const detail =
    'You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase ' +
    'credit. Once you purchase credit, please wait a few minutes before trying again.';
  return problem(402, detail, 'Insufficient credit');
}

/** 404. */
export function notFound(): Answer {
  return problem(404, 'The requested resource could not be found.');
}

/** 404 as a web server words it that is not, or is before, the API: a page. */
export function notFoundPage(): Answer {
  const page =
    '<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center></body></html>';
  return { status: 404, body: page };
}

/** 422 for a version that there is not. */
export function unknownVersion(): Answer {
  const detail = "The specified version does not exist (or perhaps you don't have permission to use it?)";
  return problem(422, detail, 'Invalid version or not permitted');
}

/** 422 for fields that the schema refuses. */
export function invalid(fields: readonly InvalidField[]): Answer {
  const lines = fields.map(({ field, description }) =>
    field === '' ? `- ${description}\n` : `- ${field}: ${description}\n`,
  );
  return json(422, {
    title: 'Input validation failed',
    detail: lines.join(''),
    status: 422,
    invalid_fields: fields,
  });
}

/** 429: the limit is lifted in so many seconds. */
export function throttled(seconds: number): Answer {
  const retryAfter = Math.max(1, Math.ceil(seconds));
  const detail =
    'Request was throttled. Your rate limit for creating predictions is reduced. ' +
    `Your rate limit resets in ~${retryAfter}s.`;
  return json(429, { detail, status: 429, retry_after: retryAfter }, { 'Retry-After': String(retryAfter) });
}

/** 500 as a proxy before the API words it: a page. */
export function serverError(): Answer {
  const page =
    '<!DOCTYPE html><html><head><title>500</title></head><body><h1>Server Error (500)</h1></body></html>';
  return { status: 500, body: page };
}

/** 503, with the seconds to wait where they are told. */
export function unavailable(retryAfter: number | undefined): Answer {
  const headers = retryAfter === undefined ? undefined : { 'Retry-After': String(retryAfter) };
  return {
    status: 503,
    body: '<html><body>503 Service Temporarily Unavailable</body></html>',
    ...(headers && { headers }),
  };
}
