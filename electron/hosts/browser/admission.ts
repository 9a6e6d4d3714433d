import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a request must show to be let in. */
export interface Door {
  /** What only the person's own browser was told. */
  token: string;
  port: number;
}

/**
 * A request that may be answered: where it goes, relative to the page; or the one-time code by which it wants to be let
 * in; or why it may not. A refused one may be of the page of a Lectern that was here before: `formerPath` is then where
 * it wanted to go, relative to that page.
 */
export type Admission =
  | { path: string; query: URLSearchParams }
  | { code: string }
  | { refusal: string; formerPath: string | null };

/** 256 random bits, as a step of a path. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The origins under which a port of this computer is Lectern's. */
export function ownOrigins(port: number): string[] {
  // `URL` leaves the port of plain HTTP out, as browsers do.
  return ['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${port}`).origin);
}

/**
 * Lets a request in, or says in a sentence why not. Its Host must be this computer's own, else a page elsewhere could
 * reach Lectern under a name that resolves to 127.0.0.1; its Origin must be the same, and may be left out only by what
 * changes nothing; its path must begin with the token, or be that of a one-time code.
 */
export function admit(request: IncomingMessage, { token, port }: Door): Admission {
  const { url = '', method, headers } = request;
  const own = `http://${headers.host?.toLowerCase() ?? ''}`;
  if (!ownOrigins(port).includes(own)) return refuse('Lectern answers only under its own address.');
  const quiet = (method === 'GET' || method === 'HEAD') && headers.upgrade === undefined;
  if (headers.origin !== own && !(quiet && headers.origin === undefined)) {
    return refuse('Lectern answers only its own page.');
  }
  const [path = '', query] = url.split(/\?(.*)/su);
  const [, given, rest] = /^\/t\/([^/]*)\/(.*)$/su.exec(path) ?? [];
  const [, code] = /^\/open\/([\w-]+)$/u.exec(path) ?? [];
  if (code !== undefined && quiet) return { code };
  if (given === undefined || rest === undefined || !isSame(given, token)) {
    return refuse(
      'This address is not complete, or of a Lectern that has ended: open the whole one that Lectern printed when it started.',
      rest ?? null,
    );
  }
  return { path: rest, query: new URLSearchParams(query) };
}

function refuse(refusal: string, formerPath: string | null = null): Admission {
  return { refusal, formerPath };
}

/** Compares in a time that tells nothing of how much was right. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
