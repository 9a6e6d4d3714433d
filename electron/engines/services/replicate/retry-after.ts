import { z } from 'zod';

const longestWaitSeconds = 3600;
const bodySchema = z.object({ retry_after: z.coerce.number().nonnegative().optional().catch(undefined) });

/**
 * Seconds after which the service asks to be tried again, at most an hour: from its body's `retry_after`, else the
 * Retry-After header (seconds or a date), else the words “resets in ~10s”. `now` is in ms since 1970.
 */
export function readRetryAfter(
  body: unknown,
  headers: Headers,
  text: string,
  now: number,
): number | undefined {
  const seconds =
    bodySchema.safeParse(body).data?.retry_after ??
    fromHeader(headers.get('retry-after'), now) ??
    fromText(text);
  return seconds === undefined ? undefined : Math.min(seconds, longestWaitSeconds);
}

function fromHeader(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+(?:\.\d+)?\s*$/u.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

function fromText(text: string): number | undefined {
  const match = /resets in\s*~?\s*(\d+(?:\.\d+)?)\s*(ms|s|m)/iu.exec(text);
  if (match === null) return undefined;
  const scale = { ms: 0.001, s: 1, m: 60 }[match[2]?.toLowerCase() ?? 's'] ?? 1;
  return Number(match[1]) * scale;
}
