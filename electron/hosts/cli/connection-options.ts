import type { ParseArgsConfig } from 'node:util';
import { checkApiUrl, checkWebhookUrl } from '../../connection/address.ts';
import {
  openPersonsConnection,
  type ConnectionChange,
  type ConnectionStore,
} from '../../connection/connection-store.ts';
import { webhookEventSchema, type Webhook } from '../../contract/replicate.ts';
import { misused } from '../shared/misused.ts';
import { asUsage } from '../shared/options.ts';

/** The options about the service; they hold for one run. */
export const connectionOptions = {
  'api-url': { type: 'string' },
  webhook: { type: 'string' },
  'webhook-events': { type: 'string' },
  stream: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

type Values = Partial<Record<Exclude<keyof typeof connectionOptions, 'stream'>, string | undefined>> & {
  stream?: boolean | undefined;
};

/** What is to be otherwise with the connection in this run. Throws `bad-usage`. */
export function parseConnection(values: Values): ConnectionChange {
  const { 'api-url': apiUrl, webhook: url, 'webhook-events': events } = values;
  if (url === undefined && events !== undefined) throw misused('--webhook-events goes with --webhook.');
  return {
    ...(values.stream === true ? { stream: true } : {}),
    ...(apiUrl === undefined ? {} : { apiUrl: asUsage('api-url', () => checkApiUrl(apiUrl)) }),
    ...(url === undefined ? {} : { webhook: parseWebhook(url, events ?? 'completed') }),
  };
}

function parseWebhook(url: string, events: string): Webhook {
  return { url: asUsage('webhook', () => checkWebhookUrl(url)), events: parseEvents(events) };
}

function parseEvents(text: string): Webhook['events'] {
  const names = text.split(',').map((name) => name.trim());
  const events = names.map((name) => {
    const event = webhookEventSchema.safeParse(name);
    if (event.success) return event.data;
    throw misused(
      `There is no webhook event “${name}”; there are ${webhookEventSchema.options.join(', ')}, separated by commas.`,
    );
  });
  return [...new Set(events)];
}

/** The person's connection, as far as this run does not have it otherwise. */
export async function connect(change: ConnectionChange): Promise<ConnectionStore> {
  return (await openPersonsConnection()).temporarily(change);
}
