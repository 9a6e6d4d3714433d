import { z } from 'zod';
import { LecternError } from '../../../contract/problem.ts';
import type { Answer } from './exchange.ts';
import { readRetryAfter } from './retry-after.ts';
import { quote } from './scrub.ts';

/** What was being done, for the words of its failure. */
export interface Attempt {
  /** Such as “look at prediction abc”. */
  doing: string;
  /** The service, as a person knows it. */
  service: string;
}

const bodySchema = z.object({
  title: z.string().optional().catch(undefined),
  detail: z.unknown(),
  invalid_fields: z
    .array(z.object({ field: z.string().catch(''), description: z.string().catch('') }))
    .catch([]),
});

/** A model's own complaints, as FastAPI words them. */
const complaintsSchema = z.array(
  z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() }),
);

/**
 * What an answer other than a 2xx means, as the error to throw (see `electron/narration/outcome.ts` for what each code
 * does to the queue).
 */
export function failureOf(answer: Answer, attempt: Attempt, now: number): LecternError {
  const body = parseJson(answer.text);
  const { doing, service } = attempt;
  const said = quote(detailOf(body) ?? '');
  const words = said === '' ? '' : ` It said: “${said}”`;
  const message = (what: string): string => `${service} ${what} when asked to ${doing}.${words}`;
  const retryAfter = readRetryAfter(body, answer.headers, answer.text, now);

  switch (answer.status) {
    case 401:
    case 403:
      return new LecternError(
        'token-refused',
        message('did not accept the token'),
        'Enter a valid API token; Replicate lists yours at replicate.com/account/api-tokens.',
      );
    case 402:
      return new LecternError(
        'credit-needed',
        message('wants credit before it goes on'),
        'Add credit at replicate.com/account/billing, wait a few minutes, then resume.',
      );
    case 404:
    case 410:
      return new LecternError(
        'not-found',
        message('found nothing there'),
        'Check the address of the service; what is asked for may also have been deleted there.',
      );
    case 429:
      return new LecternError(
        'rate-limited',
        message('asked for a pause'),
        'Lectern waits and goes on by itself. Accounts with little credit get few requests a minute.',
        { retryAfter },
      );
    case 400:
    case 413:
    case 415:
    case 422: {
      const fields = fieldsOf(body);
      const what = fields.length === 0 ? 'refused the input' : `refused the input ${fields.join(', ')}`;
      return new LecternError('input-refused', message(what), 'Change that input, then try again.');
    }
    default:
      // Of the rest, time-outs and whatever is not the client's fault may pass by themselves.
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 408 && answer.status !== 425) {
        return new LecternError(
          'input-refused',
          message(`refused (HTTP status ${answer.status})`),
          'Check the address of the service, then try again.',
        );
      }
      return unavailable(attempt, `it answered with HTTP status ${answer.status}`, retryAfter);
  }
}

/** The error for a service that gave no answer, or none that can be used. */
export function unavailable({ service, doing }: Attempt, why: string, retryAfter?: number): LecternError {
  return new LecternError(
    'service-unavailable',
    `${service} could not be asked to ${doing}: ${why}.`,
    'Check the internet connection and replicatestatus.com; Lectern tries again by itself.',
    { retryAfter },
  );
}

/** The JSON in a text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function detailOf(body: unknown): string | undefined {
  const parsed = bodySchema.safeParse(body).data;
  if (parsed === undefined) return undefined;
  const complaints = complaintsSchema.safeParse(parsed.detail).data;
  if (complaints !== undefined) {
    return complaints.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ');
  }
  if (typeof parsed.detail === 'string' && parsed.detail !== '') return parsed.detail;
  return parsed.title;
}

/** The inputs that were refused, without repeats: from `invalid_fields`, the complaints, or “- input.x: …” lines. */
function fieldsOf(body: unknown): string[] {
  const parsed = bodySchema.safeParse(body).data;
  if (parsed === undefined) return [];
  const complaints = complaintsSchema.safeParse(parsed.detail).data ?? [];
  const detail = typeof parsed.detail === 'string' ? parsed.detail : '';
  const descriptions = [detail, ...parsed.invalid_fields.map(({ description }) => description)].join('\n');
  const fields = [
    ...parsed.invalid_fields.map(({ field }) => field),
    ...complaints.map(({ loc }) => loc.filter((part) => part !== 'body').join('.')),
    ...Array.from(detail.matchAll(/(?:^|\n)\s*-?\s*(input\.\w+)\s*:/gu), ([, field = '']) => field),
    ...Array.from(descriptions.matchAll(/\b(\w+) is required\b/gu), ([, field = '']) => field),
  ];
  const named = fields.map((field) => field.replace(/^input\./u, '')).filter((field) => field !== '');
  return [...new Set(named)].map((field) => `“${quote(field)}”`);
}
