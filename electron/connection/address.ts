import { LecternError } from '../contract/problem.ts';
import { defaultApiUrl } from '../contract/replicate.ts';
import { isPrivateOnItsWay } from '../engines/services/replicate/api-address.ts';

/**
 * The address of a service that gets the token, in one spelling: with the path of its API, without a slash at its end.
 * An address without any path gets Replicate's, `/v1`, which its older documents leave out. Throws `invalid-call` for one
 * over which the token could be read on its way (only this computer is reached without https), and for a path that
 * cannot be right.
 */
export function checkApiUrl(text: string): string {
  const url = checkAddress(text, 'address of the service');
  if (url.search !== '' || url.hash !== '') {
    throw refused(text, 'address of the service', 'it goes on after a “?” or “#”', 'Leave that part out.');
  }
  const path = url.pathname.replace(/\/+$/u, '');
  url.pathname = path === '' ? apiPath : path;
  const call = /\/(?:predictions|account|files|models)(?:\/.*)?$/u.exec(url.pathname);
  if (call !== null) {
    const why = `it goes on to one of the API’s own calls (${call[0]})`;
    throw refused(
      text,
      'address of the service',
      why,
      `Leave that part out: the address ends in ${apiPath}.`,
    );
  }
  if (url.host === new URL(defaultApiUrl).host && url.pathname !== apiPath) {
    const why = `Replicate’s API is at ${defaultApiUrl}, not at ${url.pathname}`;
    throw refused(text, 'address of the service', why, `Write ${defaultApiUrl}.`);
  }
  return url.href;
}

/** Where Replicate's API is on its host. */
const apiPath = '/v1';

/** The address of a person's webhook receiver. Throws `invalid-call` as {@link checkApiUrl} does. */
export function checkWebhookUrl(text: string): string {
  return checkAddress(text, 'webhook').href;
}

/** Scheme, host and port: to whom a token belongs. */
export function originOf(apiUrl: string): string {
  return new URL(apiUrl).origin;
}

function checkAddress(text: string, what: string): URL {
  const url = URL.parse(text);
  const example = 'Write an address such as https://api.replicate.com/v1.';
  if (url === null || url.host === '') throw refused(text, what, 'it is no web address', example);
  // Whatever is before an @ may be a secret: it is not said again.
  if (url.username !== '' || url.password !== '') {
    url.username = '';
    url.password = '';
    throw refused(url.href, what, 'it has a name or password in it', 'Leave out what is before the @.');
  }
  if (isPrivateOnItsWay(url)) return url;
  if (url.protocol !== 'http:') throw refused(text, what, 'it is no web address', example);
  throw refused(
    text,
    what,
    'it is not encrypted, and others could read along',
    'Use https://; plain http:// is only for this computer (127.0.0.1 or localhost).',
  );
}

function refused(text: string, what: string, why: string, action: string): LecternError {
  return new LecternError('invalid-call', `“${text}” cannot be the ${what}: ${why}.`, action);
}
