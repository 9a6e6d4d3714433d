import { createHmac, timingSafeEqual } from 'node:crypto';

/** The headers of a webhook request. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | string[] | undefined>>;

const prefix = 'whsec_';

/**
 * Whether a webhook was signed with this secret, and not long ago: HMAC-SHA256 over `id.timestamp.body`, as Replicate
 * (and the Standard Webhooks specification) has it. The body is the request's own bytes, never JSON written anew. `now`
 * is in ms since 1970, `tolerance` in seconds. Compares in constant time; any of several signatures may match, so that
 * a secret can be changed.
 */
export function isSignedWebhook(
  headers: WebhookHeaders,
  body: string | Uint8Array,
  secret: string,
  now: number,
  tolerance = 300,
): boolean {
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature');
  if (id === '' || signatures === '' || !/^\d{1,12}$/u.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > tolerance) return false;

  const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, 'base64');
  if (key.length === 0) return false;
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  return signatures.split(' ').some((signature) => {
    const [version, encoded = ''] = signature.split(',', 2);
    const given = Buffer.from(encoded, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof value === 'string' ? value : '';
}
