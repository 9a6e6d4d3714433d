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

/** Seconds before each further attempt; reading is safe to repeat, and what is paid for is not given up lightly. */
const waits = [0.3, 1, 3];
const timeoutSeconds = 120;
const unsafe = 'it is not at an address that is safe to fetch from';
const mebibyte = 1024 * 1024;

/** Why one attempt failed. */
interface Failure {
  problem: LecternError;
  /** Bytes after which the answer broke off; null when it did not. */
  endedAt: number | null;
}

/**
 * Fetches the audio that a prediction made, whole and checked: as many bytes as were announced, and MP3 or WAV by those
 * bytes. No token is sent along. Rejects, after several attempts, with `audio-expired` when it is gone,
 * `engine-failed` when it is no audio or is cut short for good, `service-unavailable` when it cannot be fetched now; at
 * once with `cancelled` when the signal aborts.
 */
export async function downloadAudio(
  address: string,
  signal: AbortSignal,
  { fetch: send = fetch, sleep = reallySleep, maxBytes = 64 * mebibyte }: DownloadOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const url = URL.parse(address);
  if (url === null || !isPrivateOnItsWay(url)) throw broken(unsafe);
  const failures: Failure[] = [];
  for (const wait of waits) {
    const outcome = await attempt(url, signal, send, maxBytes);
    if (outcome instanceof Uint8Array) return outcome;
    failures.push(outcome);
    await sleep(wait, signal);
    if (signal.aborted) throw cancelled();
  }
  const last = await attempt(url, signal, send, maxBytes);
  if (last instanceof Uint8Array) return last;
  throw verdict(failures, last);
}

/** What several failures mean. As long as one of them may pass by itself, the audio is not given up. */
function verdict(failures: readonly Failure[], last: Failure): LecternError {
  const place = last.endedAt;
  // The same bytes at every attempt: the file itself ends there. Different ones: the network does.
  if (place !== null && failures.every(({ endedAt }) => endedAt === place)) {
    return broken(`it breaks off after ${place} bytes, at every attempt`);
  }
  const problems = failures.map(({ problem }) => problem);
  return problems.find(({ problem }) => problem.code === 'service-unavailable') ?? last.problem;
}

async function attempt(
  url: URL,
  signal: AbortSignal,
  send: typeof fetch,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | Failure> {
  const late = AbortSignal.timeout(timeoutSeconds * 1000);
  const failed = (problem: LecternError, endedAt: number | null = null): Failure => ({ problem, endedAt });
  let got = 0;
  try {
    const response = await send(url, {
      // Compressed, the length that is announced would not be the audio's.
      headers: { 'accept-encoding': 'identity' },
      signal: AbortSignal.any([signal, late]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return failed(refusal(url, response.status));
    }
    if (response.url !== '' && !isPrivateOnItsWay(new URL(response.url))) return failed(broken(unsafe));
    const body: ReadableStream<Uint8Array> | null = response.body;
    const chunks: Uint8Array[] = [];
    for await (const chunk of body ?? []) {
      chunks.push(chunk);
      got += chunk.length;
      if (got > maxBytes) return failed(broken(`it is larger than ${Math.round(maxBytes / mebibyte)} MB`));
    }
    const announced = announcedBytes(response);
    if (announced !== null && announced !== got) {
      return failed(unreachable(url, `${got} of ${announced} bytes came`), got);
    }
    const bytes = join(chunks, got);
    const why = whyNoAudio(bytes);
    return why === null ? bytes : failed(broken(why));
  } catch (thrown) {
    if (signal.aborted) throw cancelled();
    if (late.aborted) return failed(unreachable(url, `it was not here within ${timeoutSeconds} seconds`));
    return failed(unreachable(url, reasonOf(thrown)), got === 0 ? null : got);
  }
}

/** An answer without audio: gone, or perhaps there later. */
function refusal(url: URL, status: number): LecternError {
  if (![403, 404, 410].includes(status)) return unreachable(url, `it answered with HTTP status ${status}`);
  return new LecternError(
    'audio-expired',
    `The audio is no longer at ${url.host} (HTTP status ${status}); Replicate keeps it for an hour.`,
    'Speak this chunk again.',
  );
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

function whyNoAudio(bytes: Uint8Array): string | null {
  if (audioKind(bytes) !== null) return null;
  if (bytes.length === 0) return 'it is empty';
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200)).trimStart().toLowerCase();
  return /^<(?:!doctype|html|\?xml)/u.test(start) ? 'a web page came instead' : 'it is neither MP3 nor WAV';
}

function unreachable(url: URL, why: string): LecternError {
  return new LecternError(
    'service-unavailable',
    `The audio is made, but could not be fetched from ${url.host}: ${why}.`,
    'Check the internet connection; Lectern fetches it again, without paying again, for as long as it is kept there.',
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
