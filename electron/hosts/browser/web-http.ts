import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A request without its body, as web-standard handlers take it. */
export function webRequest({ method = 'GET', headers }: IncomingMessage, url: string): Request {
  const web = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const single of [value ?? []].flat()) web.append(name, single);
  }
  return new Request(url, { method, headers: web });
}

/** Sends a web-standard answer, as fast as the other end takes it; what nobody waits for any more is not read on. */
export async function sendResponse(response: Response, to: ServerResponse): Promise<void> {
  to.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) {
    to.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(response.body), to);
  } catch {
    // The listener went away, or a take did: either way the connection is closed before the promised length, which
    // is how HTTP tells that something is missing.
  }
}
