import type { App } from 'electron';
import { sourcePolicy } from '../browser/source-policy.ts';

/**
 * The address of Vite, which serves the page from its source (`npm run dev -- --window`); null otherwise, and always in
 * an installed Lectern, which obeys no variable of the environment here.
 */
export function pageFromSource(isPackaged: boolean, environment: NodeJS.ProcessEnv): URL | null {
  const named = environment['ELECTRON_RENDERER_URL'] ?? '';
  const url = isPackaged ? null : URL.parse(named);
  return url?.hostname === '127.0.0.1' ? url : null;
}

/**
 * Lets the page, whose address is not of this computer's network, hear from Vite what has changed: Chromium would ask the
 * person first, and Lectern answers every such question with no. Only works before the app is ready.
 */
export function allowLocalSockets(app: Pick<App, 'commandLine'>): void {
  app.commandLine.appendSwitch(
    'disable-features',
    'LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
  );
}

/** Answers a request of the window's page with what Vite has for it, under Lectern's own policy. */
export async function sourceResponse(request: Request, vite: URL): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const answer = await fetch(new URL(pathname + search, vite), {
    headers: { Accept: request.headers.get('Accept') ?? '*/*' },
  });
  const type = answer.headers.get('Content-Type') ?? 'application/octet-stream';
  const body = await answer.text();
  const headers = {
    'Content-Type': type,
    'Content-Security-Policy': sourcePolicy(type.startsWith('text/html') ? body : '', [`ws://${vite.host}`]),
    'Cache-Control': 'no-store',
  };
  return new Response(body, { status: answer.status, headers });
}
