import { createHash, randomBytes } from 'node:crypto';
import { json, notFound, problem, type Answer } from './answers.ts';
import type { Clock } from './clock.ts';
import type { Call } from './http.ts';
import { isRecord } from './json.ts';
import { readMultipart, type FormField } from './multipart.ts';
import { timestamp } from './prediction.ts';

/** Bytes that one file may have. */
export const fileLimit = 100 * 2 ** 20;
/** Seconds that a file is kept. */
const keptSeconds = 24 * 3600;

interface StoredFile {
  id: string;
  name: string;
  type: string;
  content: Uint8Array;
  metadata: Record<string, unknown>;
  createdAt: number;
}

/** The files that were uploaded: kept for a day. */
export class Files {
  readonly #clock: Clock;
  readonly #api: string;
  readonly #files = new Map<string, StoredFile>();

  /** `api` is the API's base URL. */
  constructor(clock: Clock, api: string) {
    this.#clock = clock;
    this.#api = api;
  }

  /** `POST /files`: a multipart form with `content`, and if need be `filename`, `type` and `metadata`. */
  create({ body, headers }: Call): Answer {
    const form = readMultipart(body, headers['content-type'] ?? '');
    const content = form?.get('content');
    if (form === null || content === undefined) {
      return problem(400, 'Missing content: send a multipart form with a file named “content”.');
    }
    if (content.content.length > fileLimit) return tooLarge();
    const metadata = readMetadata(textOf(form.get('metadata')));
    if (metadata === null) return problem(400, 'The metadata must be a JSON object.');
    const file: StoredFile = {
      id: randomBytes(30).toString('base64url'),
      name: textOf(form.get('filename')) ?? content.filename ?? 'content',
      type: textOf(form.get('type')) ?? content.type ?? 'application/octet-stream',
      content: content.content,
      metadata,
      createdAt: this.#clock.now(),
    };
    this.#files.set(file.id, file);
    this.#clock.after(keptSeconds, () => this.#files.delete(file.id));
    return json(201, this.#describe(file));
  }

  /** `GET /files`, newest first. */
  list(): Answer {
    const results = [...this.#files.values()].reverse().map((file) => this.#describe(file));
    return json(200, { next: null, previous: null, results });
  }

  /** `GET /files/{id}`. */
  get(id: string): Answer {
    const file = this.#files.get(id);
    return file === undefined ? notFound() : json(200, this.#describe(file));
  }

  /** `DELETE /files/{id}`. */
  delete(id: string): Answer {
    return this.#files.delete(id) ? { status: 204 } : notFound();
  }

  /** `GET /files/{id}/download`. */
  download(id: string): Answer {
    const file = this.#files.get(id);
    if (file === undefined) return notFound();
    return { status: 200, headers: { 'Content-Type': file.type }, body: file.content };
  }

  /** What an input's address leads to; null when it is none of these files and no data URI. */
  contentAt(address: string): Uint8Array | null {
    if (/^data:/iu.test(address)) {
      const comma = address.indexOf(',');
      const isBase64 = /;base64$/iu.test(address.slice(0, comma));
      const data = address.slice(comma + 1);
      return Buffer.from(isBase64 ? data : decodeURIComponent(data), isBase64 ? 'base64' : 'utf8');
    }
    return this.#files.get(this.#idIn(address) ?? '')?.content ?? null;
  }

  /** Whether an address is one of a file here that there is no more. */
  isGone(address: string): boolean {
    const id = this.#idIn(address);
    return id !== null && !this.#files.has(id);
  }

  #idIn(address: string): string | null {
    const path = URL.parse(address)?.href.startsWith(`${this.#api}/files/`);
    return path === true ? (address.slice(`${this.#api}/files/`.length).split(/[/?]/u)[0] ?? '') : null;
  }

  #describe({ id, name, type, content, metadata, createdAt }: StoredFile): object {
    const sha256 = createHash('sha256').update(content).digest('hex');
    return {
      id,
      name,
      content_type: type,
      size: content.length,
      etag: sha256.slice(0, 32),
      checksums: { sha256 },
      metadata,
      created_at: timestamp(createdAt),
      expires_at: timestamp(createdAt + keptSeconds * 1000),
      urls: { get: `${this.#api}/files/${id}` },
    };
  }
}

/** 413 for a file that is over the limit. */
export function tooLarge(): Answer {
  return problem(413, 'A file may have at most 100 MB.');
}

function textOf(field: FormField | undefined): string | null {
  return field?.content.toString('utf8') ?? null;
}

function readMetadata(text: string | null): Record<string, unknown> | null {
  if (text === null) return {};
  try {
    const metadata: unknown = JSON.parse(text);
    return isRecord(metadata) ? metadata : null;
  } catch {
    return null;
  }
}
