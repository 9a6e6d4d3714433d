import type { CallInput } from '../contract/calls.ts';
import type { ReplicateAccount, ReplicateConnection } from '../contract/replicate.ts';
import type { ConnectionStore } from '../connection/connection-store.ts';
import { LecternError } from '../contract/problem.ts';
import { ReplicateClient } from '../engines/services/replicate/replicate-client.ts';
import { styletts2Model } from '../engines/styletts2/model.ts';
import { schemaDifferences } from '../engines/styletts2/schema-differences.ts';

/** The person's access to Replicate: what is set, whose token it is, and a client with it. */
export class ReplicateAccess {
  readonly #connection: ConnectionStore;

  constructor(connection: ConnectionStore) {
    this.#connection = connection;
  }

  /** A client of the service as it is set now. Throws `token-missing` when there is no token for it. */
  client(): ReplicateClient {
    const { apiUrl, token, why } = this.#connection.read();
    if (token !== null) return new ReplicateClient({ apiUrl, token });
    throw new LecternError(
      'token-missing',
      why ?? 'There is no Replicate token yet.',
      'Enter yours in the settings, or set REPLICATE_API_TOKEN.',
    );
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

  /** Whose token it is, and which version of the model is the newest. */
  async check(): Promise<ReplicateAccount> {
    const client = this.client();
    const { username, name } = await client.account();
    const model = await client.model(styletts2Model.owner, styletts2Model.name).catch(() => null);
    const latestVersion = model?.latestVersion?.id ?? null;
    const differences = schemaDifferences(model?.latestVersion?.schema ?? null);
    return {
      username,
      name,
      latestVersion,
      isOurVersion: latestVersion === styletts2Model.version,
      differences,
    };
  }
}
