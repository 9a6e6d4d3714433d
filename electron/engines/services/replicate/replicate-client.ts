import type { z } from 'zod';
import { LecternError } from '../../../contract/problem.ts';
import type { Webhook } from '../../../contract/replicate.ts';
import type { Json } from '../../engine.ts';
import * as answers from './answers.ts';
import { apiBase } from './api-address.ts';
import { exchange, NoAnswerError, type Answer, type Outgoing } from './exchange.ts';
import { failureOf, parseJson, unavailable, type Attempt } from './failure.ts';
import { quote } from './scrub.ts';
import { UncertainCreateError } from './uncertain-create.ts';

/** Where the service is, and who asks. */
export interface ReplicateClientOptions {
  /** With the `/v1` of the real service; taken as given. */
  apiUrl: string;
  token: string;
  fetch?: typeof fetch | undefined;
  /** Milliseconds since 1970. */
  now?: (() => number) | undefined;
}

/** A prediction to be made. */
export interface CreateRequest {
  /** The id of the model's version. */
  version: string;
  input: Readonly<Record<string, Json>>;
  /** Seconds after which the service gives the prediction up, from 5. */
  cancelAfter: number;
  webhook?: Webhook | null;
  /** Asks for an address that streams the output; deprecated by Replicate. */
  stream?: boolean;
}

/** Which of the account's predictions to list; ISO 8601. */
export interface ListRange {
  createdAfter?: string;
  createdBefore?: string;
}

/** A file for a model to read. */
export interface FileUpload {
  bytes: Uint8Array;
  name: string;
  /** Such as `audio/wav`. */
  mediaType: string;
}

/** Seconds until an answer must be here. */
const timeouts = { quick: 20, create: 30, list: 60, upload: 300 };

type Call = Partial<Pick<Outgoing, 'method' | 'body' | 'headers'>> & {
  doing: string;
  timeout: number;
  signal: AbortSignal | undefined;
};

/**
 * Replicate's HTTP API. Sends each request once: trying again is for the caller, who knows what may be repeated.
 * Methods reject with a `LecternError` whose code says what it means (`failureOf`), `cancelled` when the signal
 * aborts. The token goes to the origin of `apiUrl` alone, also where an answer names or redirects to another, and is in
 * no error.
 */
export class ReplicateClient {
  readonly #base: URL;
  readonly #service: string;
  readonly #token: string;
  readonly #fetch: typeof fetch;
  readonly #now: () => number;
  #clockLead: number | null = null;

  /** Throws `invalid-call` for an address that the token may not be sent to. */
  constructor({ apiUrl, token, fetch: send = fetch, now = Date.now }: ReplicateClientOptions) {
    this.#base = apiBase(apiUrl);
    this.#service = this.#base.host === 'api.replicate.com' ? 'Replicate' : `Replicate at ${this.#base.host}`;
    this.#token = token;
    this.#fetch = send;
    this.#now = now;
  }

  /** The service's whole address, ending in a slash. */
  get base(): string {
    return this.#base.href;
  }

  /** The service's whole address as a prediction has it: without a slash at the end. */
  get address(): string {
    return this.base.replace(/\/+$/u, '');
  }

  /** Milliseconds by which the service's clock is ahead of ours; null before its first answer. */
  get clockLead(): number | null {
    return this.#clockLead;
  }

  /**
   * Makes a prediction. Rejects with {@link UncertainCreateError} when it may have been accepted all the same, which
   * is so too when the signal aborts; with any other error it certainly was not.
   */
  async create(request: CreateRequest, signal?: AbortSignal): Promise<answers.ReplicatePrediction> {
    const { version, input, cancelAfter, webhook, stream } = request;
    const body = JSON.stringify({
      version,
      input,
      ...(stream === undefined ? {} : { stream }),
      ...(webhook ? { webhook: webhook.url, webhook_events_filter: webhook.events } : {}),
    });
    const headers = { 'content-type': 'application/json', 'cancel-after': `${cancelAfter}s` };
    const call: Call = {
      doing: 'make a prediction',
      method: 'POST',
      body,
      headers,
      timeout: timeouts.create,
      signal,
    };
    const answer = await this.#exchange(this.#at('predictions'), call).catch((thrown: unknown) => {
      if (!(thrown instanceof NoAnswerError)) throw thrown;
      throw thrown.isUnsent
        ? this.#noAnswer(call, thrown)
        : new UncertainCreateError(this.#service, thrown.message);
    });
    // A time-out that a server or proxy tells of says nothing about whom the request reached before.
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 408) {
      throw failureOf(answer, this.#attempt(call), this.#now());
    }
    const prediction = isSuccess(answer)
      ? answers.predictionSchema.safeParse(parseJson(answer.text)).data
      : undefined;
    if (prediction !== undefined) return prediction;
    const why = isSuccess(answer) ? 'its answer has no id' : `it answered with HTTP status ${answer.status}`;
    throw new UncertainCreateError(this.#service, why);
  }

  /** How a prediction stands. */
  get(id: string, signal?: AbortSignal): Promise<answers.ReplicatePrediction> {
    const call = { doing: `look at prediction ${quote(id)}`, timeout: timeouts.quick, signal };
    return this.#ask(this.#at(`predictions/${encodeURIComponent(id)}`), answers.predictionSchema, call);
  }

  /** Cancels a prediction; its answer may still be one that runs. One that has ended answers with a 4xx. */
  cancel(id: string, signal?: AbortSignal): Promise<answers.ReplicatePrediction> {
    const call: Call = {
      doing: `cancel prediction ${quote(id)}`,
      method: 'POST',
      timeout: timeouts.quick,
      signal,
    };
    return this.#ask(
      this.#at(`predictions/${encodeURIComponent(id)}/cancel`),
      answers.predictionSchema,
      call,
    );
  }

  /** The first page of the account's predictions, or the one at a page's `next`. */
  async list(
    range: ListRange | { next: string } = {},
    signal?: AbortSignal,
  ): Promise<answers.PredictionPage> {
    const call = { doing: 'list its predictions', timeout: timeouts.list, signal };
    if ('next' in range)
      return this.#ask(this.#following(range.next, call), answers.predictionPageSchema, call);
    const url = this.#at('predictions');
    if (range.createdAfter !== undefined) url.searchParams.set('created_after', range.createdAfter);
    if (range.createdBefore !== undefined) url.searchParams.set('created_before', range.createdBefore);
    return this.#ask(url, answers.predictionPageSchema, call);
  }

  /** The pages of the account's predictions, one after another. */
  async *pages(signal?: AbortSignal): AsyncGenerator<readonly answers.ReplicatePrediction[]> {
    const seen = new Set<string>();
    let page = await this.list({}, signal);
    for (;;) {
      yield page.predictions;
      if (page.next === null || seen.has(page.next)) return;
      seen.add(page.next);
      page = await this.list({ next: page.next }, signal);
    }
  }

  /** Uploads a file of at most 100 MB for a model to read. */
  uploadFile({ bytes, name, mediaType }: FileUpload, signal?: AbortSignal): Promise<answers.ReplicateFile> {
    const body = new FormData();
    body.append('content', new Blob([Uint8Array.from(bytes)], { type: mediaType }), name);
    body.append('filename', name);
    body.append('type', mediaType);
    const call: Call = {
      doing: `take the file “${quote(name)}”`,
      method: 'POST',
      body,
      timeout: timeouts.upload,
      signal,
    };
    return this.#ask(this.#at('files'), answers.fileSchema, call);
  }

  /** Whose token it is; the way to check one. */
  account(signal?: AbortSignal): Promise<answers.Account> {
    return this.#ask(this.#at('account'), answers.accountSchema, {
      doing: 'name the account',
      timeout: timeouts.quick,
      signal,
    });
  }

  /** A model with its newest version. */
  model(owner: string, name: string, signal?: AbortSignal): Promise<answers.ReplicateModel> {
    const call = {
      doing: `describe the model ${quote(`${owner}/${name}`)}`,
      timeout: timeouts.quick,
      signal,
    };
    const path = `models/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
    return this.#ask(this.#at(path), answers.modelSchema, call);
  }

  #at(path: string): URL {
    return new URL(path, this.#base);
  }

  /** The address of a further page, if the token may be sent there. */
  #following(next: string, call: Call): URL {
    const url = URL.parse(next, this.#base.href);
    if (url?.origin === this.#base.origin) return url;
    throw unavailable(
      this.#attempt(call),
      'the list goes on at another address, where the token is not sent',
    );
  }

  async #ask<Schema extends z.ZodType>(url: URL, schema: Schema, call: Call): Promise<z.output<Schema>> {
    const answer = await this.#exchange(url, call).catch((thrown: unknown) => {
      throw thrown instanceof NoAnswerError ? this.#noAnswer(call, thrown) : thrown;
    });
    if (!isSuccess(answer)) throw failureOf(answer, this.#attempt(call), this.#now());
    const parsed = schema.safeParse(parseJson(answer.text));
    if (parsed.success) return parsed.data;
    throw unavailable(this.#attempt(call), 'its answer is not one that Lectern understands');
  }

  async #exchange(url: URL, { method = 'GET', headers = {}, body, timeout, signal }: Call): Promise<Answer> {
    const answer = await exchange(
      {
        url,
        method,
        headers: { ...headers, accept: 'application/json', authorization: `Bearer ${this.#token}` },
        timeout,
        signal,
        ...(body === undefined ? {} : { body }),
      },
      this.#fetch,
    );
    const date = Date.parse(answer.headers.get('date') ?? '');
    if (!Number.isNaN(date)) this.#clockLead = date - this.#now();
    // A service may quote the token in its answer; nothing behind this line ever sees it.
    return { ...answer, text: answer.text.replaceAll(this.#token, '…') };
  }

  #noAnswer(call: Call, { message, isAborted }: NoAnswerError): LecternError {
    if (!isAborted) return unavailable(this.#attempt(call), message);
    return new LecternError(
      'cancelled',
      `${this.#service} was not asked any further to ${call.doing}: it was cancelled.`,
      'Start it again when you like.',
    );
  }

  #attempt({ doing }: Call): Attempt {
    return { doing, service: this.#service };
  }
}

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}
