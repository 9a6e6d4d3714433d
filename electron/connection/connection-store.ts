import { LecternError, toProblem } from '../contract/problem.ts';
import { defaultApiUrl, type ReplicateConnection, type Webhook } from '../contract/replicate.ts';
import { checkApiUrl, checkWebhookUrl, originOf } from './address.ts';
import { defaultConfigurationFolder } from './configuration-folder.ts';
import { ConnectionFile, type ConnectionContent } from './connection-file.ts';
import type { KeyStore } from './key-store.ts';
import { TokenKeeper, type FoundToken } from './token-keeper.ts';

/** What a client of the service needs. Only ever for the service's own host, never for a log or a window. */
export interface Connection {
  apiUrl: string;
  /** Null when there is none for this address. */
  token: string | null;
  /** Why one that is there is not used, in a sentence for a person; null when there is nothing to say. */
  why: string | null;
  webhook: Webhook | null;
  /** Whether predictions ask for an address that streams their output. */
  stream: boolean;
}

/** What of a connection can be changed, or be otherwise for a while; what is undefined stays. */
export interface ConnectionChange {
  apiUrl?: string | undefined;
  webhook?: Webhook | null | undefined;
  stream?: boolean | undefined;
}

/** The person's connection to Replicate. */
export interface ConnectionStore {
  /** What holds right now, also when another Lectern has changed it. Throws `file-unreadable` for a damaged file. */
  read(): Connection;
  /** The same as it may be shown, without the token; what is wrong with what is kept is said in `storage`. */
  describe(): ReplicateConnection;
  /** Throws `invalid-call` for an address that may not have the token; or what writing the file throws. */
  update(change: ConnectionChange): void;
  /** Keeps a token for the service that is set now; null forgets the one that is kept. Rejects as `update` throws. */
  setToken(token: string | null): Promise<void>;
  /** The same connection with another address or webhook, which are not kept. Throws as `update` does. */
  temporarily(change: ConnectionChange): ConnectionStore;
}

/** Where a connection is kept. */
export interface ConnectionOptions {
  /** The person's own folder; see `defaultConfigurationFolder`. */
  folder: string;
  /** Its `REPLICATE_API_TOKEN` goes before a token that is kept, and is itself never kept. */
  environment: NodeJS.ProcessEnv;
  /** The operating system's, where the host has one. */
  keyStore?: KeyStore;
}

/** Opens the person's connection. Problems with what is kept come when it is read. */
export async function openConnection(options: ConnectionOptions): Promise<ConnectionStore> {
  const file = new ConnectionFile(options.folder);
  const tokens = await TokenKeeper.open(file.path, options.environment, options.keyStore ?? null);
  try {
    await tokens.unseal(file.read().token ?? null);
  } catch {
    // Said by whoever reads it.
  }
  return new KeptConnection(file, tokens, {});
}

/** The connection of whoever runs this program, with the key store that the host has, if any. */
export function openPersonsConnection(keyStore?: KeyStore): Promise<ConnectionStore> {
  const options = { folder: defaultConfigurationFolder(), environment: process.env };
  return openConnection(keyStore === undefined ? options : { ...options, keyStore });
}

class KeptConnection implements ConnectionStore {
  readonly #file: ConnectionFile;
  readonly #tokens: TokenKeeper;
  readonly #instead: ConnectionChange;

  constructor(file: ConnectionFile, tokens: TokenKeeper, instead: ConnectionChange) {
    this.#file = file;
    this.#tokens = tokens;
    this.#instead = instead;
  }

  read(): Connection {
    const { apiUrl, webhook, stream, found } = this.#look();
    return { apiUrl, webhook, stream, token: found.token, why: found.from === null ? found.why : null };
  }

  describe(): ReplicateConnection {
    try {
      const { apiUrl, webhook, stream, found } = this.#look();
      return { apiUrl, webhook, stream, token: found.from, storage: this.#tokens.describe(found) };
    } catch (thrown) {
      const { message, action } = toProblem(thrown);
      return {
        apiUrl: defaultApiUrl,
        webhook: null,
        stream: false,
        token: null,
        storage: `${message} ${action}`,
      };
    }
  }

  update(change: ConnectionChange): void {
    const checked = check(change);
    this.#file.change((content) => merge(content, checked));
  }

  async setToken(token: string | null): Promise<void> {
    if (token === null) {
      this.#file.change((content) => ({ ...content, token: null }));
      return;
    }
    const kept = await this.#tokens.seal(token, originOf(this.#addressToKeepFor()));
    this.#file.change((content) => ({ ...content, token: kept }));
  }

  temporarily(change: ConnectionChange): ConnectionStore {
    return new KeptConnection(this.#file, this.#tokens, { ...this.#instead, ...check(change) });
  }

  #look(): Pick<Connection, 'apiUrl' | 'webhook' | 'stream'> & { found: FoundToken } {
    const content = this.#file.read();
    const apiUrl = this.#instead.apiUrl ?? checkApiUrl(content.apiUrl ?? defaultApiUrl);
    const kept = content.webhook ?? null;
    return {
      apiUrl,
      webhook: this.#instead.webhook === undefined ? kept : this.#instead.webhook,
      stream: this.#instead.stream ?? content.stream ?? false,
      found: this.#tokens.find(content.token ?? null, originOf(apiUrl), this.#instead.apiUrl !== undefined),
    };
  }

  /** A damaged file is about to be set aside, and its address with it. */
  #addressToKeepFor(): string {
    try {
      return this.#look().apiUrl;
    } catch (thrown) {
      if (thrown instanceof LecternError) return defaultApiUrl;
      throw thrown;
    }
  }
}

/** A change with its addresses checked and spelled in one way. Throws `invalid-call`. */
function check({ apiUrl, webhook, stream }: ConnectionChange): ConnectionChange {
  return {
    ...(stream === undefined ? {} : { stream }),
    ...(apiUrl === undefined ? {} : { apiUrl: checkApiUrl(apiUrl) }),
    ...(webhook === undefined
      ? {}
      : { webhook: webhook && { ...webhook, url: checkWebhookUrl(webhook.url) } }),
  };
}

function merge(content: ConnectionContent, { apiUrl, webhook, stream }: ConnectionChange): ConnectionContent {
  return {
    ...content,
    stream: stream ?? content.stream,
    apiUrl: apiUrl ?? content.apiUrl,
    webhook: webhook === undefined ? content.webhook : webhook,
  };
}
