import type { IncomingHttpHeaders } from 'node:http';
import { invalid, problem, unknownVersion, type Answer } from './answers.ts';
import { isRecord } from './json.ts';
import { invalidFields, type InvalidField } from './model.ts';
import type { ModelVersions } from './model-versions.ts';
import { webhookEvents, type CreateRequest, type WebhookEvent } from './prediction.ts';

const known = ['version', 'input', 'stream', 'webhook', 'webhook_events_filter'];

/** Reads what a create asks for, or answers what is wrong with it. */
export function readCreate(
  body: unknown,
  headers: IncomingHttpHeaders,
  versions: ModelVersions,
): CreateRequest | { refusal: Answer } {
  if (!isRecord(body))
    return { refusal: problem(400, 'The request body could not be parsed as a JSON object.') };
  const cancelAfter = readSeconds(headers['cancel-after']);
  if (cancelAfter !== null && !(cancelAfter >= 5)) {
    return { refusal: problem(400, 'The Cancel-After header must be a duration of at least 5 seconds.') };
  }
  const wrong = wrongMembers(body);
  if (wrong.length > 0) return { refusal: invalid(wrong) };
  const { input, stream, webhook } = body;
  const version = versions.find(String(body['version']));
  if (version === undefined) return { refusal: unknownVersion() };
  const wrongInputs = invalidFields(input, version);
  if (!isRecord(input) || wrongInputs.length > 0) return { refusal: invalid(wrongInputs) };
  return {
    version: version.id,
    input,
    stream: stream === true,
    webhook: typeof webhook === 'string' ? webhook : null,
    webhookEvents: readEvents(body['webhook_events_filter']),
    cancelAfter,
  };
}

/** What a create named, whether or not it was accepted; null for what it did not name. */
export interface NamedByCreate {
  version: string | null;
  stream: boolean | null;
}

/** See {@link NamedByCreate}. */
export function namedBy(body: unknown): NamedByCreate {
  const { version, stream } = isRecord(body) ? body : {};
  return {
    version: typeof version === 'string' ? version : null,
    stream: typeof stream === 'boolean' ? stream : null,
  };
}

/** The seconds of `Prefer: wait=n`, 60 for a bare `wait`; 0 when the answer is wanted at once. */
export function preferredWait(header: string | string[] | undefined): number {
  const match = /(?:^|[\s,;])wait(?:=(\d+))?/u.exec(String(header ?? ''));
  if (match === null) return 0;
  return Math.min(60, Math.max(1, Number(match[1] ?? 60)));
}

/** A duration such as `30s`, `1m30s` or `90`, in seconds; NaN when it is none, null when there is none. */
function readSeconds(header: string | string[] | undefined): number | null {
  if (header === undefined) return null;
  const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/u.exec(String(header).trim());
  if (match === null || match[0] === '') return NaN;
  const [, hours = 0, minutes = 0, seconds = 0] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function wrongMembers(body: Record<string, unknown>): InvalidField[] {
  const wrong: InvalidField[] = [];
  for (const name of ['version', 'input']) {
    if (!(name in body)) wrong.push({ type: 'required', field: '', description: `${name} is required` });
  }
  for (const name of Object.keys(body).filter((name) => !known.includes(name))) {
    const description = `Additional property ${name} is not allowed`;
    wrong.push({ type: 'additional_property_not_allowed', field: '', description });
  }
  const { webhook, stream } = body;
  if (webhook !== undefined && !isReceiver(webhook)) {
    wrong.push({ type: 'format', field: 'webhook', description: 'Must be an HTTPS URL' });
  }
  if (stream !== undefined && typeof stream !== 'boolean') {
    const description = `Invalid type. Expected: boolean, given: ${typeof stream}`;
    wrong.push({ type: 'invalid_type', field: 'stream', description });
  }
  const filter = body['webhook_events_filter'];
  if (filter !== undefined && !(Array.isArray(filter) && filter.every(isEvent))) {
    const description = `Must be an array of ${webhookEvents.join(', ')}`;
    wrong.push({ type: 'enum', field: 'webhook_events_filter', description });
  }
  return wrong;
}

function readEvents(filter: unknown): WebhookEvent[] | null {
  return Array.isArray(filter) ? filter.filter(isEvent) : null;
}

function isEvent(value: unknown): value is WebhookEvent {
  return webhookEvents.some((event) => event === value);
}

/** Replicate wants HTTPS; a receiver on this computer may do without. */
function isReceiver(value: unknown): boolean {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url === null) return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(?:localhost|127\.[\d.]+|\[::1\])$/u.test(url.hostname))
  );
}
