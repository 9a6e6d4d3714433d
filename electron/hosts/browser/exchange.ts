import type { IncomingMessage } from 'node:http';
import { textResponse } from '../../media/file-response.ts';
import { isOfAnotherUser } from './connection-owner.ts';
import type { OneTimeCodes } from './one-time-codes.ts';

const spent = `This address was good for one opening within a minute, and is not good any more.

Take the address that Lectern printed on its terminal: that one stays good for as long as Lectern runs.
If nobody of you has opened this one, somebody else on this computer may have: end Lectern and start it again.`;

/**
 * Exchanges a one-time code for the page's address, by a redirection: the code is worth nothing from then on, and no
 * other place learns of either. `page` is the path of the page.
 */
export async function exchange(
  request: IncomingMessage,
  code: string,
  codes: OneTimeCodes,
  page: string,
): Promise<Response> {
  // A program that only looks what an address is must not use it up.
  if (request.method !== 'GET') return textResponse(405, 'This can only be opened.', { Allow: 'GET' });
  if (await isOfAnotherUser(request.socket)) {
    return textResponse(403, 'This address is for the person who started Lectern.');
  }
  switch (codes.redeem(code)) {
    case 'good':
      return new Response(null, {
        status: 303,
        headers: { Location: page, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
      });
    case 'spent':
      return textResponse(410, spent);
    case 'unknown':
      return textResponse(403, 'This address is not complete: open the whole one that Lectern printed.');
  }
}
