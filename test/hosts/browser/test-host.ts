import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { makeClient, type Client } from '../../../electron/contract/client.ts';
import type { StudioEvent } from '../../../electron/contract/events.ts';
import type { Result } from '../../../electron/contract/problem.ts';
import { startBrowserServer, type BrowserServer } from '../../../electron/hosts/browser/browser-server.ts';
import { Uploads, type UploadLimits } from '../../../electron/hosts/browser/uploads.ts';
import { openTestStudio, type TestStudio } from '../../support/test-studio.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** The page of these tests. */
export const page =
  '<!doctype html><title>Lectern</title><script type="module" src="./assets/app.js"></script>';

/** A browser host on a new library, with a page of its own. */
export interface TestHost extends TestStudio {
  library: string;
  server: BrowserServer;
  origin: string;
  /** The path of the page: `/t/<token>/`. */
  base: string;
  /** Sends a request as it is written here, with no client's ideas about paths and headers. */
  ask(url: string, options?: Asking): Promise<Answer>;
}

interface Asking {
  method?: string;
  headers?: http.OutgoingHttpHeaders;
  body?: Uint8Array | string;
}

interface Answer {
  status: number | undefined;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** Starts a browser host. */
export async function startTestHost(uploadLimits?: UploadLimits): Promise<TestHost> {
  const library = temporaryFolder();
  useOwnTemporaryFiles();
  const studio = await openTestStudio(library);
  const server = await startBrowserServer({
    studio: studio.studio,
    library,
    renderer: pathToFileURL(`${makePage()}/`),
    port: 0,
    uploads: new Uploads(studio.studio.tickets, uploadLimits),
  });
  onTestFinished(() => server.close());
  const { origin, pathname } = new URL(server.url);
  return {
    ...studio,
    library,
    server,
    origin,
    base: pathname,
    ask: (url, options) => ask(origin, url, options),
  };
}

/** What is uploaded meanwhile by other tests must not be mistaken for this one's. */
function useOwnTemporaryFiles(): void {
  const folder = temporaryFolder();
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

/** The folders of uploads that are kept in a folder for temporary files, as whole paths. */
export function uploadFolders(temporary: string): string[] {
  return readdirSync(temporary)
    .filter((name) => name.startsWith('lectern-uploads-'))
    .map((name) => path.join(temporary, name));
}

/** The files that browsers sent and that are still kept in a folder for temporary files, as whole paths. */
export function uploadedFiles(temporary: string): string[] {
  return uploadFolders(temporary).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name !== 'in-use.sqlite')
      .map((name) => path.join(folder, name)),
  );
}

function makePage(): string {
  const folder = temporaryFolder();
  const renderer = path.join(folder, 'renderer');
  mkdirSync(path.join(renderer, 'assets'), { recursive: true });
  writeFileSync(path.join(renderer, 'index.html'), page);
  writeFileSync(path.join(renderer, 'assets', 'app.js'), 'export {};');
  writeFileSync(path.join(renderer, 'notes.secret'), 'not for the page');
  writeFileSync(path.join(folder, 'outside.js'), 'not for anyone');
  return renderer;
}

async function ask(origin: string, url: string, { method = 'GET', headers = {}, body }: Asking = {}) {
  const { hostname, port } = new URL(origin);
  const request = http.request({ hostname, port, path: url, method, headers, agent: false });
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
  request.end(body);
  const [response] = await answered;
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** One page's WebSocket. */
export interface TestSocket {
  socket: WebSocket;
  client: Client;
  events: StudioEvent[];
  /** The first event, also of those that came already, that fulfils the condition. */
  event(isIt: (event: StudioEvent) => boolean): Promise<StudioEvent>;
}

/** Connects as the page would. */
export async function connect({ server, origin }: TestHost): Promise<TestSocket> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}socket`, { origin });
  const pending = new Map<number, (result: Result<unknown>) => void>();
  const events: StudioEvent[] = [];
  const watchers = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as
      { id: number; result: Result<unknown> } | { event: StudioEvent } | { ready: true };
    if ('ready' in message) return;
    if ('event' in message) {
      events.push(message.event);
      for (const watcher of watchers) watcher();
    } else pending.get(message.id)?.(message.result);
  });
  // The first thing that a page hears is that it is served.
  expect(String((await once(socket, 'message'))[0])).toBe('{"ready":true}');
  onTestFinished(() => {
    socket.terminate();
  });
  let lastId = 0;
  const client = makeClient(
    (name, input) =>
      new Promise((resolve) => {
        pending.set(++lastId, resolve);
        socket.send(JSON.stringify({ id: lastId, name, input }));
      }),
  );
  return {
    socket,
    client,
    events,
    event: (isIt) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = events.find(isIt);
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
  };
}
