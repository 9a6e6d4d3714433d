import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AudioFault, Faults } from './faults.ts';
import { drop, send } from './http.ts';
import { isFinal, textOf, type OutputFile, type Prediction } from './prediction.ts';
import { notFound } from './answers.ts';

/** A request to the outputs' host that brought the token along. */
export interface Leak {
  method: string;
  path: string;
  /** Where the token was: a header's name, or `url`. */
  where: string;
}

/** Answers as `replicate.delivery`: outputs by their address, to anybody who knows it. */
export class Delivery {
  /** What should never have come here. */
  readonly leaks: Leak[] = [];
  readonly #predictions: readonly Prediction[];
  readonly #faults: Faults;
  readonly #token: string;

  constructor(predictions: readonly Prediction[], faults: Faults, token: string) {
    this.#predictions = predictions;
    this.#faults = faults;
    this.#token = token;
  }

  /** The listener of its host. */
  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    const { method = 'GET', url = '/' } = request;
    this.#lookForToken(method, url, request.headers);
    const name = /^\/pbxt\/([\w-]+)\//u.exec(url)?.[1];
    const prediction = this.#predictions.find(({ output }) => output?.name === name);
    if (!prediction?.output || !isFinal(prediction)) {
      send(response, notFound());
      return;
    }
    const occasion = { endpoint: 'download', text: textOf(prediction) } as const;
    const refusal = this.#faults.take('before', occasion);
    const fault = prediction.brand.audio ?? this.#faults.take('audio', occasion)?.name ?? null;
    const isHead = method === 'HEAD';
    if (refusal !== undefined) {
      if (refusal.name === 'drop-before-accept') drop(response);
      else send(response, { status: refusal.name === 'service-unavailable' ? 503 : 500, body: 'Error' });
    } else if (fault !== null && !isHead) spoil(response, prediction, prediction.output, fault);
    else deliver(response, prediction, prediction.output, isHead);
  };

  #lookForToken(method: string, path: string, headers: IncomingMessage['headers']): void {
    const places = Object.entries(headers).filter(
      ([name, value]) => name === 'authorization' || String(value).includes(this.#token),
    );
    for (const [where] of places) this.leaks.push({ method, path, where });
    if (path.includes(this.#token)) this.leaks.push({ method, path, where: 'url' });
  }
}

function deliver(
  response: ServerResponse,
  prediction: Prediction,
  { bytes, contentType }: OutputFile,
  isHead: boolean,
): void {
  response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': bytes.length });
  if (isHead) {
    response.end();
    return;
  }
  response.once('close', () => {
    prediction.downloads[response.writableFinished ? 'complete' : 'broken'] += 1;
  });
  response.end(bytes);
}

function spoil(
  response: ServerResponse,
  prediction: Prediction,
  { bytes, contentType }: OutputFile,
  fault: AudioFault,
): void {
  prediction.downloads.broken += 1;
  switch (fault) {
    case 'url-expired':
      send(response, notFound());
      return;
    case 'html-audio':
      send(response, { status: 200, body: '<!DOCTYPE html><html><body>Please wait…</body></html>' });
      return;
    case 'empty-audio':
      send(response, { status: 200, headers: { 'Content-Type': contentType }, body: new Uint8Array(0) });
      return;
    case 'truncated-audio':
      response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': bytes.length });
      response.write(bytes.subarray(0, bytes.length >> 1), () => {
        drop(response);
      });
      return;
    case 'wrong-length':
      // Every byte comes, but more were announced: the connection ends in good order all the same.
      response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': bytes.length + 1000 });
      response.write(bytes, () => response.socket?.end());
  }
}
