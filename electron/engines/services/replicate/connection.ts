import type { Webhook } from '../../../contract/replicate.ts';

/** The person's connection to Replicate, as it is right now. */
export interface ServiceConnection {
  apiUrl: string;
  token: string | null;
  /** Why there is no token, in a sentence. */
  why?: string | null;
  webhook: Webhook | null;
  /** Whether an address is asked for that streams the output. */
  stream?: boolean;
}
