import type { IncomingMessage, ServerResponse } from 'node:http';
import { audioFaultAt } from './audio-window.ts';
import { notFound } from './answers.ts';
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import { dateAnswer, reply, send } from './http.ts';
import { deliver, spoil } from './downloads.ts';
import { sideFile } from './output.ts';
import { isFinal, textOf, type Prediction } from './prediction.ts';
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

/** A picture of one dot, as PNG. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

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
    const [, name, file] = /^\/pbxt\/([\w-]+)\/([^?]*)/u.exec(url) ?? [];
    const prediction = this.#predictions.find(({ output }) => output?.name === name);
    dateAnswer(response, clock.now());
    if (!prediction?.output || !isFinal(prediction)) {
      send(response, notFound());
      return;
    }
    const { output } = prediction;
    if (file === sideFile) {
      send(response, { status: 200, headers: { 'Content-Type': 'image/png' }, body: dot });
      return;
    }
    const { createdAt: madeAt } = prediction;
    const occasion = { endpoint: 'download', text: textOf(prediction), madeAt } as const;
    const refusal = faults.take('before', occasion);
    const late = faults.take('after', occasion);
    if (late?.name === 'delay') await clock.wait(late.seconds ?? 1);
    if (refusal !== undefined) {
      reply(response, refused(refusal));
      return;
    }
    dateAnswer(response, clock.now());
    const { brand, completedAt } = prediction;
    const age = (clock.now() - (completedAt ?? 0)) / 1000;
    const fault = audioFaultAt(brand, age) ?? faults.take('audio', occasion)?.name ?? null;
    if (fault === null) deliver(response, prediction, output, { isHead: method === 'HEAD' });
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
