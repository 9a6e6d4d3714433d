import type { PreparedSpeech } from '../engine.ts';
import type { FileUpload, ReplicateClient } from '../services/replicate/replicate-client.ts';
import { styletts2Remote } from './model.ts';

const { cancelAfterSeconds, clipPrefix } = styletts2Remote;

/** Characters up to which Replicate takes a file inside the input. */
const longestDataUri = 256_000;

/** Puts what can be sent in place of a clip: its bytes as a data URI, or the address of the uploaded file. */
export class ReferenceSender {
  readonly #read: (hash: string) => Promise<FileUpload>;
  readonly #now: () => number;
  /** Uploaded files by service and hash; `until` in ms since 1970. */
  readonly #uploaded = new Map<string, { url: string; until: number }>();

  constructor(read: (hash: string) => Promise<FileUpload>, now: () => number) {
    this.#read = read;
    this.#now = now;
  }

  /** The input as it leaves. Rejects as reading the clip does, or `ReplicateClient.uploadFile`. */
  async sendable(
    input: PreparedSpeech['input'],
    client: ReplicateClient,
    signal: AbortSignal,
  ): Promise<PreparedSpeech['input']> {
    const { reference } = input;
    if (typeof reference !== 'string' || !reference.startsWith(clipPrefix)) return input;
    const hash = reference.slice(clipPrefix.length);
    return { ...input, reference: await this.#addressOf(hash, client, signal) };
  }

  async #addressOf(hash: string, client: ReplicateClient, signal: AbortSignal): Promise<string> {
    const key = `${client.base} ${hash}`;
    const known = this.#uploaded.get(key);
    if (known !== undefined && this.#now() < known.until) return known.url;
    const clip = await this.#read(hash);
    const start = `data:${clip.mediaType};base64,`;
    if (start.length + 4 * Math.ceil(clip.bytes.length / 3) <= longestDataUri) {
      return start + Buffer.from(clip.bytes).toString('base64');
    }
    const { url, expiresAt } = await client.uploadFile(clip, signal);
    const expiry = expiresAt === null ? Infinity : Date.parse(expiresAt);
    // It must still be there when the prediction starts, however late that is. (A date that cannot be read is never.)
    this.#uploaded.set(key, { url, until: expiry - cancelAfterSeconds * 1000 });
    return url;
  }
}
