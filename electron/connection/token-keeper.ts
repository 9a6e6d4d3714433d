import { LecternError } from '../contract/problem.ts';
import { defaultApiUrl, type ReplicateConnection } from '../contract/replicate.ts';
import type { KeptToken } from './connection-file.ts';
import type { KeyStore } from './key-store.ts';

/** The environment variable that may hold the token; Replicate's own name for it. */
const variable = 'REPLICATE_API_TOKEN';

/** The token that holds, and where it comes from; or why what is there does not. */
export type FoundToken =
  | { from: Exclude<ReplicateConnection['token'], null>; token: string }
  | { from: null; token: null; why: string | null };

/** Finds the token that holds, seals one that is given, and says where it is. */
export class TokenKeeper {
  readonly #file: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #keyStore: KeyStore | null;
  readonly #isSafe: boolean;
  /** What was sealed and what it says, so that nobody is asked for it twice; null when the key store did not tell. */
  readonly #unsealed = new Map<string, string | null>();

  private constructor(
    file: string,
    environment: NodeJS.ProcessEnv,
    keyStore: KeyStore | null,
    isSafe: boolean,
  ) {
    this.#file = file;
    this.#environment = environment;
    this.#keyStore = keyStore;
    this.#isSafe = isSafe;
  }

  /** `file` is where what is not sealed is kept, for the words alone. */
  static async open(
    file: string,
    environment: NodeJS.ProcessEnv,
    keyStore: KeyStore | null,
  ): Promise<TokenKeeper> {
    return new TokenKeeper(file, environment, keyStore, (await keyStore?.available()) ?? false);
  }

  /** Asks the key store for a token that is kept sealed, so that {@link find} knows it. */
  async unseal(kept: KeptToken | null): Promise<void> {
    if (kept?.kept !== 'key-store' || this.#keyStore === null || !this.#isSafe) return;
    const token = await this.#keyStore.decrypt(Buffer.from(kept.sealed, 'base64')).catch(() => null);
    this.#unsealed.set(kept.sealed, token);
  }

  /** A token as it is to be kept for the service at `origin`. Rejects with `invalid-call` for what cannot be one. */
  async seal(token: string, origin: string): Promise<KeptToken> {
    if (!isToken(token)) {
      throw new LecternError(
        'invalid-call',
        'This cannot be a token: it has spaces, line breaks or letters in it that no token has.',
        'Copy the token once more, all of it and nothing else.',
      );
    }
    if (this.#keyStore === null || !this.#isSafe) return { kept: 'file', origin, text: token };
    try {
      const sealed = Buffer.from(await this.#keyStore.encrypt(token)).toString('base64');
      this.#unsealed.set(sealed, token);
      return { kept: 'key-store', origin, sealed };
    } catch (thrown) {
      throw new LecternError(
        'target-unwritable',
        `The token was not kept: ${this.#keyStore.backend()} did not take it.`,
        `Unlock it and try again, or give the token in the environment variable ${variable}.`,
        { cause: thrown },
      );
    }
  }

  /**
   * The token for the service at `origin`, given what is kept. The environment's belongs to Replicate: it goes to
   * nobody else but this computer, unless whoever started the program named the service (`isNamed`), so that no
   * window can have it sent away by changing the address.
   */
  find(kept: KeptToken | null, origin: string, isNamed: boolean): FoundToken {
    const given = this.#environment[variable]?.trim() ?? '';
    if (given !== '' && !isToken(given)) {
      return none(`What the environment variable ${variable} holds cannot be a token.`);
    }
    if (given !== '' && (isNamed || isEnvironmentsOwn(origin))) return { from: 'environment', token: given };
    if (given !== '' && kept === null) {
      return none(
        `The token in the environment variable ${variable} is not sent to ${origin}: enter one for it.`,
      );
    }
    if (kept === null) return none(null);
    if (kept.origin !== origin) {
      return none(`The token that is kept is for ${kept.origin} and is not sent to ${origin}.`);
    }
    if (kept.kept === 'file') {
      return isToken(kept.text)
        ? { from: 'file', token: kept.text }
        : none('What is kept cannot be a token.');
    }
    const token = this.#unsealed.get(kept.sealed) ?? null;
    return token === null ? none(this.#whySealed()) : { from: 'key-store', token };
  }

  /** Where the token is, what is wrong with it, and where one that is given now would be kept. */
  describe(found: FoundToken): string {
    if (found.from === 'environment') {
      return `The token in the environment variable ${variable} is used, and is not kept. ${this.#place()}`;
    }
    return found.from === null && found.why !== null ? `${found.why} ${this.#place()}` : this.#place();
  }

  #place(): string {
    const store = this.#keyStore;
    if (store !== null && this.#isSafe) return `A token given here is kept sealed by ${store.backend()}.`;
    const why = store === null ? '' : `, because ${store.backend()}`;
    return `A token given here is kept as plain text in ${this.#file}, a file that only you can read${why}.`;
  }

  #whySealed(): string {
    return this.#keyStore === null
      ? 'The token that is kept was sealed by the key store of this computer, which only Lectern’s window can ask. ' +
          `Give it in the environment variable ${variable} here.`
      : 'The token that is kept could not be unsealed: the key store refused, or it is not the one that sealed it. ' +
          'Enter it anew.';
  }
}

/** Replicate itself, or this computer. */
function isEnvironmentsOwn(origin: string): boolean {
  const { protocol, origin: own } = new URL(origin);
  return own === new URL(defaultApiUrl).origin || protocol === 'http:';
}

function none(why: string | null): FoundToken {
  return { from: null, token: null, why };
}

/** Whether a text can be a token: only signs that an HTTP header may carry, or the words of its failure would quote it. */
function isToken(text: string): boolean {
  return /^[\x21-\x7e]{1,500}$/u.test(text);
}
