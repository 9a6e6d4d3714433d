import { onTestFinished } from 'vitest';
import { isRecord } from './json.ts';
import { modelVersion } from './model.ts';
import type { ReplicateServerOptions } from './options.ts';
import { startReplicateServer, type ReplicateServer } from './replicate-server.ts';

/** What the API answered. */
export interface Told {
  status: number;
  headers: Headers;
  /** Its JSON; an empty object for anything else. */
  body: Record<string, unknown>;
}

/** A server that hums at once, closed when the test has finished, and a client that hides nothing. */
export interface FastServer {
  server: ReplicateServer;
  call: (
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ) => Promise<Told>;
  /** Creates a prediction with this text. */
  create: (text: string, input?: object, headers?: Record<string, string>) => Promise<Told>;
  /** Creates a prediction and waits for its end. */
  speak: (text: string, input?: object) => Promise<Told>;
}

/** Starts a server for one test. */
export async function startFast(options: ReplicateServerOptions = {}): Promise<FastServer> {
  const fast = { voice: 'tone', format: 'wav', setupSeconds: 0, secondsPerCharacter: 0 } as const;
  const server = await startReplicateServer({ ...fast, ...options });
  onTestFinished(() => server.close());
  const call: FastServer['call'] = async (method, path, { body, headers } = {}) => {
    const response = await fetch(server.url + path, {
      method,
      headers: { Authorization: `Bearer ${server.token}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    const told: unknown = isJson ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, body: isRecord(told) ? told : {} };
  };
  const create: FastServer['create'] = (text, input = {}, headers = {}) =>
    call('POST', '/predictions', { body: { version: modelVersion, input: { text, ...input } }, headers });
  return { server, call, create, speak: (text, input) => create(text, input, { Prefer: 'wait' }) };
}
