import { LecternError } from '../../../contract/problem.ts';

/**
 * The base address of the API, ending in a slash. Throws `invalid-call` for one over which the token could be read on
 * its way: only this computer is reached without https.
 */
export function apiBase(apiUrl: string): URL {
  const url = URL.parse(apiUrl);
  if (url === null || !isPrivateOnItsWay(url) || url.username !== '' || url.password !== '') {
    throw new LecternError(
      'invalid-call',
      'The address of the Replicate service is not one that a token can safely be sent to.',
      'Use an address that starts with https:// and has no name or password in it.',
    );
  }
  url.search = '';
  url.hash = '';
  url.pathname = `${url.pathname.replace(/\/+$/u, '')}/`;
  return url;
}

/** Whether nobody can read along or answer instead: https, or http to this computer. */
export function isPrivateOnItsWay({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** Whether a host, as `URL` spells it, is this computer. */
function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/u.test(hostname);
}
