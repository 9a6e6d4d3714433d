import type { CallInput } from '../contract/calls.ts';
import type { ReplicateConnection } from '../contract/replicate.ts';
import type { ConnectionStore } from '../connection/connection-store.ts';
import { ReplicateClient } from '../engines/services/replicate/replicate-client.ts';

/** The person's access to Replicate: what is set, and changing it. */
export class ReplicateAccess {
  readonly #connection: ConnectionStore;

  constructor(connection: ConnectionStore) {
    this.#connection = connection;
  }

  /** The connection as it may be shown. */
  describe(): ReplicateConnection {
    return this.#connection.describe();
  }

  /** Changes the address, the webhook, or whether a stream is asked for. Throws `invalid-call`. */
  update({ apiUrl, webhook, stream }: CallInput<'replicate.update'>): ReplicateConnection {
    this.#connection.update({ apiUrl, webhook, stream });
    return this.describe();
  }

  /** Keeps a token once the service has said that it knows it; null forgets it. Rejects with `token-refused`. */
  async setToken(token: string | null): Promise<ReplicateConnection> {
    if (token !== null) {
      const { apiUrl } = this.#connection.read();
      await new ReplicateClient({ apiUrl, token }).account();
    }
    await this.#connection.setToken(token);
    return this.describe();
  }
}
