import { LecternError } from '../../contract/problem.ts';
import { isPrivateOnItsWay } from './api-address.ts';
import { audioKind } from './audio-kind.ts';
import { reasonOf } from './exchange.ts';
import { sleep as reallySleep, type Clock } from './sleep.ts';

/** How audio is fetched. */
export interface DownloadOptions {
  fetch?: typeof fetch | undefined;
  sleep?: Clock['sleep'] | undefined;
  /** Bytes beyond which it cannot be the audio of a chunk. */
  maxBytes?: number;
}

/** Seconds before each further attempt; reading is safe to repeat. */
const waits = [0.3, 1, 3];
const timeoutSeconds = 120;
const mebibyte = 1024 * 1024;

/** What one attempt came to: the bytes, or why it may be worth another one. */
type Outcome = Uint8Array<ArrayBuffer> | { why: string; got: number | null };

/**
 * Fetches the audio that a prediction made, whole and checked: as many bytes as were announced, and MP3 or WAV by those
 * bytes. No token is sent along. Rejects with `audio-expired` when it is gone, `engine-failed` when it is no audio or
 * is cut short for good, `service-unavailable` when it cannot be fetched now, `cancelled` when the signal aborts.
 */
export async function downloadAudio(
  address: string,
  signal: AbortSignal,
  { fetch: send = fetch, sleep = reallySleep, maxBytes = 64 * mebibyte }: DownloadOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const url = URL.parse(address);
  if (url === null || !isPrivateOnItsWay(url))
    throw broken('it is not at an address that is safe to fetch from');
  const failures: Exclude<Outcome, Uint8Array>[] = [];
  for (const wait of [0, ...waits]) {
    if (wait > 0) await sleep(wait, signal);
    if (signal.aborted) throw cancelled();
    const outcome = await attempt(url, signal, send, maxBytes);
    if (outcome instanceof Uint8Array) return checked(outcome);
    failures.push(outcome);
  }
  const place = failures[0]?.got ?? null;
  // The same bytes at every attempt: the file itself ends there. Different ones: the network does.
  if (place !== null && failures.every(({ got }) => got === place)) {
    throw broken(`only ${place} bytes of it came, at every attempt`);
  }
  throw new LecternError(
    'service-unavailable',
    `The audio is made, but could not be fetched from ${url.host}: ${failures.at(-1)?.why ?? 'no answer'}.`,
    'Check the internet connection; Lectern fetches it again, without paying again, for as long as it is kept there.',
  );
}

async function attempt(
  url: URL,
  signal: AbortSignal,
  send: typeof fetch,
  maxBytes: number,
): Promise<Outcome> {
  const late = AbortSignal.timeout(timeoutSeconds * 1000);
  let got: number | null = null;
  try {
    const response = await send(url, {
      // Compressed, the length that is announced would not be the audio's.
      headers: { 'accept-encoding': 'identity' },
      signal: AbortSignal.any([signal, late]),
    });
    if (!response.ok) return await refusal(response);
    if (response.url !== '' && !isPrivateOnItsWay(new URL(response.url))) {
      throw broken('it is not at an address that is safe to fetch from');
    }
    got = 0;
    const chunks: Uint8Array[] = [];
    const body: ReadableStream<Uint8Array> | null = response.body;
    for await (const chunk of body ?? []) {
      chunks.push(chunk);
      got += chunk.length;
      if (got > maxBytes) throw broken(`it is larger than ${Math.round(maxBytes / mebibyte)} MB`);
    }
    const announced = announcedBytes(response);
    if (announced === null || announced === got) return join(chunks, got);
    return { why: `${got} of ${announced} bytes came`, got };
  } catch (thrown) {
    if (thrown instanceof LecternError) throw thrown;
    if (signal.aborted) throw cancelled();
    if (late.aborted) return { why: `it was not here within ${timeoutSeconds} seconds`, got: null };
    return { why: got === null ? reasonOf(thrown) : `it ended early, after ${got} bytes`, got };
  }
}

/** An answer without audio: gone for good, or perhaps there later. */
async function refusal(response: Response): Promise<Outcome> {
  await response.body?.cancel();
  const { status } = response;
  if ([403, 404, 410].includes(status)) {
    throw new LecternError(
      'audio-expired',
      `The audio is no longer there (HTTP status ${status}); Replicate keeps it for an hour.`,
      'Speak this chunk again.',
    );
  }
  return { why: `it answered with HTTP status ${status}`, got: null };
}

function announcedBytes({ headers }: Response): number | null {
  const length = headers.get('content-length');
  const isPlain = ['', 'identity'].includes(headers.get('content-encoding') ?? '');
  return length === null || !isPlain ? null : Number(length);
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

function checked(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (audioKind(bytes) !== null) return bytes;
  if (bytes.length === 0) throw broken('it is empty');
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200)).trimStart().toLowerCase();
  throw broken(
    /^<(?:!doctype|html|\?xml)/u.test(start) ? 'a web page came instead' : 'it is neither MP3 nor WAV',
  );
}

function broken(why: string): LecternError {
  return new LecternError(
    'engine-failed',
    `The prediction succeeded, but its audio cannot be used: ${why}.`,
    'Speak this chunk again.',
  );
}

function cancelled(): LecternError {
  return new LecternError('cancelled', 'Fetching the audio was cancelled.', 'Narrate again when you like.');
}
