import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import { describe, newId, type Prediction, type WebhookEvent } from './prediction.ts';

/** Without a filter these are told. */
const usualEvents: readonly WebhookEvent[] = ['output', 'completed'];
/** Seconds before each further attempt to tell of an end; other events are told once. */
const retrySeconds = [1, 4, 15, 40];

/** One attempt to reach a receiver. */
export interface WebhookCall {
  url: string;
  event: WebhookEvent;
  prediction: string;
  /** The receiver's status; null when it was not reached. */
  status: number | null;
}

/** Tells receivers what happens to predictions, signed as https://replicate.com/docs/topics/webhooks/verify-webhook has it. */
export class Webhooks {
  /** `whsec_` and the key in base 64. */
  readonly secret: string;
  /** Every attempt, in order. */
  readonly calls: WebhookCall[] = [];
  readonly #clock: Clock;
  readonly #api: string;
  readonly #underWay = new Set<Promise<void>>();

  constructor(clock: Clock, api: string) {
    this.#clock = clock;
    this.#api = api;
    this.secret = `whsec_${randomBytes(24).toString('base64')}`;
  }

  /** Tells of an event, if the prediction's receiver wants to hear of it. */
  tell(prediction: Prediction, event: WebhookEvent): void {
    const { webhook, webhookEvents } = prediction.request;
    if (webhook === null || !(webhookEvents ?? usualEvents).includes(event)) return;
    const body = JSON.stringify(describe(prediction, this.#api, 'alone'));
    const id = `msg_${newId()}`;
    this.#attempt({ url: webhook, event, prediction: prediction.id, status: null }, id, body, 0);
  }

  /** Resolves when no attempt is under way. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #attempt(call: WebhookCall, id: string, body: string, tries: number): void {
    const attempt = this.#post(call.url, id, body).then((status) => {
      this.#underWay.delete(attempt);
      this.calls.push({ ...call, status });
      const wait = retrySeconds[tries];
      const isTold = status !== null && status < 300;
      if (isTold || call.event !== 'completed' || wait === undefined) return;
      this.#clock.after(wait, () => {
        this.#attempt(call, id, body, tries + 1);
      });
    });
    this.#underWay.add(attempt);
  }

  async #post(url: string, id: string, body: string): Promise<number | null> {
    const stamp = String(Math.floor(this.#clock.now() / 1000));
    const headers = {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': stamp,
      'webhook-signature': `v1,${sign(this.secret, `${id}.${stamp}.${body}`)}`,
    };
    try {
      const options = { method: 'POST', headers, body, redirect: 'manual' } as const;
      const response = await fetch(url, { ...options, signal: AbortSignal.timeout(10_000) });
      await response.body?.cancel();
      return response.status;
    } catch {
      return null;
    }
  }
}

function sign(secret: string, content: string): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return createHmac('sha256', key).update(content).digest('base64');
}
