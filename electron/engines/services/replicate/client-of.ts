import { LecternError } from '../../../contract/problem.ts';
import type { ServiceConnection } from './connection.ts';
import { ReplicateClient, type ReplicateClientOptions } from './replicate-client.ts';

/** A client with the person's connection as it is now. Throws `token-missing` when there is no token for it. */
export function clientOf(
  { apiUrl, token, why }: ServiceConnection,
  options: Pick<ReplicateClientOptions, 'fetch' | 'now'> = {},
): ReplicateClient {
  if (token !== null) return new ReplicateClient({ apiUrl, token, ...options });
  throw new LecternError(
    'token-missing',
    `There is no API token for Replicate. ${why ?? ''}`.trim(),
    'Create one at replicate.com/account/api-tokens and enter it in the settings, or set REPLICATE_API_TOKEN.',
  );
}
