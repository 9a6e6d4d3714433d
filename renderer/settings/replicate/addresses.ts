import { calls } from '../../../electron/contract/calls.ts';
import { webhookSchema, type Webhook } from '../../../electron/contract/replicate.ts';

/** The API address that a text means, without a slash at its end; null when it is none. */
export function apiUrlOf(text: string): string | null {
  const address = text.trim().replace(/\/+$/u, '');
  const parsed = calls['replicate.update'].input.safeParse({ apiUrl: address });
  return parsed.success && address !== '' ? address : null;
}

/** The webhook that is meant: null for no address, undefined while the address or the choice of events is unfinished. */
export function webhookOf(url: string, events: Webhook['events']): Webhook | null | undefined {
  const address = url.trim();
  if (address === '') return null;
  const parsed = webhookSchema.safeParse({ url: address, events });
  return parsed.success ? parsed.data : undefined;
}
