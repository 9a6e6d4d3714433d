import { protocol } from 'electron';

const scheme = 'studio';
const host = 'app';

/** The address of the window's page. */
export const pageUrl = `${scheme}://${host}/`;

/** Whether an address belongs to Lectern's own page. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${scheme}:` && url.host === host;
}

/** Makes `studio://` a scheme like https: an origin of its own, fetch, streams. Only works before the app is ready. */
export function registerStudioScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Answers the window's requests, of which `answer` sees only those to Lectern's own page. */
export function serveStudioScheme(answer: (request: Request) => Promise<Response>): void {
  protocol.handle(scheme, (request) =>
    isOurs(request.url) ? answer(request) : new Response('There is nothing here.', { status: 404 }),
  );
}
