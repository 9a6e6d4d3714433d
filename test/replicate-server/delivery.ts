import type { IncomingMessage, ServerResponse } from 'node:http';
import { notFound } from './answers.ts';
import type { Clock } from './clock.ts';
import type { AudioFault } from './fault-names.ts';
import type { Faults } from './faults.ts';
import { dateAnswer, drop, send, sendOrDrop } from './http.ts';
import { isFinal, textOf, type OutputFile, type Prediction } from './prediction.ts';
import { refused } from './refusals.ts';

/** A request to the outputs' host that brought the token along. */
export interface Leak {
  method: string;
  path: string;
  /** Where the token was: a header's name, or `url`. */
  where: string;
}

/** What the outputs' host needs of the rest of the server. */
interface DeliveryWorld {
  faults: Faults;
  clock: Clock;
  /** The token that must never come here. */
  token: string;
}

/** Answers as `replicate.delivery`: outputs by their address, to anybody who knows it. */
export class Delivery {
  /** What should never have come here. */
  readonly leaks: Leak[] = [];
  readonly #predictions: readonly Prediction[];
  readonly #world: DeliveryWorld;

  constructor(predictions: readonly Prediction[], world: DeliveryWorld) {
    this.#predictions = predictions;
    this.#world = world;
  }

  /** Answers a request to its host. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { faults, clock } = this.#world;
    const { method = 'GET', url = '/' } = request;
    this.#lookForToken(method, url, request.headers);
    const name = /^\/pbxt\/([\w-]+)\//u.exec(url)?.[1];
    const prediction = this.#predictions.find(({ output }) => output?.name === name);
    dateAnswer(response, clock.now());
    if (!prediction?.output || !isFinal(prediction)) {
      send(response, notFound());
      return;
    }
    const { output } = prediction;
    const { createdAt: madeAt } = prediction;
    const occasion = { endpoint: 'download', text: textOf(prediction), madeAt } as const;
    const refusal = faults.take('before', occasion);
    const late = faults.take('after', occasion);
    if (late?.name === 'delay') await clock.wait(late.seconds ?? 1);
    if (refusal !== undefined) {
      sendOrDrop(response, refused(refusal));
      return;
    }
    dateAnswer(response, clock.now());
    const fault = branded(prediction, clock.now()) ?? faults.take('audio', occasion)?.name ?? null;
    if (fault === null) deliver(response, prediction, output, method === 'HEAD');
    else spoil(response, prediction, output, fault);
  }

  #lookForToken(method: string, path: string, headers: IncomingMessage['headers']): void {
    const places = Object.entries(headers).filter(
      ([name, value]) => name === 'authorization' || String(value).includes(this.#world.token),
    );
    for (const [where] of places) this.leaks.push({ method, path, where });
    if (path.includes(this.#world.token)) this.leaks.push({ method, path, where: 'url' });
  }
}

/** What every download of a prediction's audio suffers at this time. */
function branded({ brand, completedAt }: Prediction, now: number): AudioFault | null {
  const age = (now - (completedAt ?? now)) / 1000;
  return brand.audio.find(({ until }) => age < until)?.name ?? null;
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
