import { isPrivateOnItsWay } from './api-address.ts';
import { audioKind } from '../../../base/audio-kind.ts';
import { LecternError } from '../../../contract/problem.ts';
import { reasonOf } from './exchange.ts';

/** How audio is fetched. */
export interface FetchOptions {
  fetch?: typeof fetch | undefined;
  /** Bytes beyond which it cannot be the audio of a chunk. */
  maxBytes?: number;
  /** Seconds without a byte after which it is given up for now. */
  silence?: number;
}

/** Why an attempt brought nothing, as the end of a sentence about the audio. */
export interface NotHad {
  why: string;
  /** Whether something came, whole, that is surely no audio: a picture, a text. */
  isOther?: boolean;
}

const unsafe = 'it is not at an address that is safe to fetch from';
const mebibyte = 1024 * 1024;

/**
 * Fetches the audio that a prediction made, once, whole and checked: as many bytes as were announced, and MP3 or WAV by
 * those bytes; or takes it out of a data URI. No token is sent along. Resolves to why there is none, which is never
 * more than this moment's evidence. Rejects with `cancelled`, at once, when the signal aborts.
 */
export async function fetchAudio(
  address: string,
  signal: AbortSignal,
  { fetch: send = fetch, maxBytes = 64 * mebibyte, silence = 30 }: FetchOptions = {},
): Promise<Uint8Array<ArrayBuffer> | NotHad> {
  if (/^data:/iu.test(address)) return checked(await fromDataUri(address));
  const url = URL.parse(address);
  if (url === null || !isPrivateOnItsWay(url)) return { why: unsafe };
  const silent = new Silence(silence);
  let got = 0;
  try {
    const response = await send(url, {
      // Compressed, the length that is announced would not be the audio's.
      headers: { 'accept-encoding': 'identity' },
      signal: AbortSignal.any([signal, silent.signal]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { why: `${url.host} answered with HTTP status ${response.status}` };
    }
    if (response.url !== '' && !isPrivateOnItsWay(new URL(response.url))) return { why: unsafe };
    const body: ReadableStream<Uint8Array> | null = response.body;
    const chunks: Uint8Array[] = [];
    for await (const chunk of body ?? []) {
      silent.isBroken();
      chunks.push(chunk);
      got += chunk.length;
      if (got > maxBytes) return { why: `it is larger than ${Math.round(maxBytes / mebibyte)} MB` };
    }
    if (isPartFromLater(response)) return { why: 'only a later part of it came' };
    const announced = announcedBytes(response);
    if (announced !== null && announced !== got) return { why: `${got} of ${announced} bytes came` };
    return checked(join(chunks, got));
  } catch (thrown) {
    if (signal.aborted) throw cancelled();
    if (silent.signal.aborted) return { why: `${url.host} gave no answer for ${silence} seconds` };
    const after = got === 0 ? '' : ` after ${got} bytes`;
    return { why: `${reasonOf(thrown)}${after}` };
  } finally {
    silent.end();
  }
}

/** Aborts when nothing was heard for so many seconds. */
class Silence {
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(seconds: number) {
    this.#timer = setTimeout(() => {
      this.#abort.abort();
    }, seconds * 1000);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Something was heard: the time begins anew. */
  isBroken(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** How many bytes the whole has, as far as it was said: a part that holds the whole is the whole (RFC 9110, 14.4). */
function announcedBytes({ status, headers }: Response): number | null {
  const range = status === 206 ? /\/(\d+)$/u.exec(headers.get('content-range') ?? '') : null;
  if (range !== null) return Number(range[1]);
  const length = headers.get('content-length');
  const isPlain = ['', 'identity'].includes(headers.get('content-encoding') ?? '');
  return length === null || !isPlain ? null : Number(length);
}

function isPartFromLater({ status, headers }: Response): boolean {
  return status === 206 && /^bytes [1-9]/u.test(headers.get('content-range') ?? '');
}

async function fromDataUri(address: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await (await fetch(address)).arrayBuffer());
  } catch {
    return new Uint8Array(0);
  }
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function checked(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | NotHad {
  if (audioKind(bytes) !== null) return bytes;
  if (bytes.length === 0) return { why: 'it is empty' };
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200)).trimStart().toLowerCase();
  const isPage = /^<(?:!doctype|html|\?xml)/u.test(start);
  return isPage
    ? { why: 'a web page came instead' }
    : { why: 'what came is neither MP3 nor WAV', isOther: true };
}

function cancelled(): LecternError {
  return new LecternError('cancelled', 'Fetching the audio was cancelled.', 'Narrate again when you like.');
}
