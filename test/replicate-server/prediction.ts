import { randomBytes } from 'node:crypto';
import type { Brand } from './brand.ts';
import { modelName } from './model.ts';
import { toldOutput, type OutputFile } from './output.ts';

/** The states of a prediction; the last four are final. */
export type Status = 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled' | 'aborted';

/** When a webhook is called. */
export const webhookEvents = ['start', 'output', 'logs', 'completed'] as const;
/** See {@link webhookEvents}. */
export type WebhookEvent = (typeof webhookEvents)[number];

/** What a valid create asks for. */
export interface CreateRequest {
  version: string;
  input: Readonly<Record<string, unknown>>;
  stream: boolean;
  webhook: string | null;
  webhookEvents: readonly WebhookEvent[] | null;
  /** Seconds after which it is given up; null for never. */
  cancelAfter: number | null;
}

/** One prediction as the server keeps it. Times in milliseconds since 1970. */
export interface Prediction {
  readonly id: string;
  readonly request: CreateRequest;
  /** Equal for predictions that would give equal audio. */
  readonly inputKey: string;
  /** The faults that it was given at its creation. */
  readonly brand: Brand;
  readonly createdAt: number;
  readonly deadline: number | null;
  status: Status;
  startedAt: number | null;
  completedAt: number | null;
  output: OutputFile | null;
  error: string | null;
  logs: string;
  /** When its data are removed, or it is deleted with them; null before its end. */
  dataUntil: number | null;
  isRemoved: boolean;
  /** Whether there is no such prediction any more. */
  isDeleted: boolean;
  /** How often its audio left completely, be it in an answer, and how often not. */
  downloads: { complete: number; broken: number };
  /** Resolves when it has reached a final status. */
  readonly ended: PromiseWithResolvers<undefined>;
}

/** Whether nothing more will come of it. */
export function isFinal({ status }: Prediction): boolean {
  return status !== 'starting' && status !== 'processing';
}

/** The text that is to be spoken. */
export function textOf({ request }: Prediction): string {
  return String(request.input['text']);
}

/** An id as Replicate makes them: 26 characters of lower-case base 32. */
export function newId(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  return Array.from(randomBytes(26), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** When it was made, as the API tells it. */
export function toldCreation({ createdAt, brand }: Prediction): number {
  return createdAt + brand.createdOff * 3_600_000;
}

/** A prediction as the API tells it; in lists without its logs. `api` is the API's base URL. */
export function describe(
  prediction: Prediction,
  api: string,
  place: 'alone' | 'list',
): Record<string, unknown> {
  const { id, request, output, startedAt, completedAt, deadline, isRemoved } = prediction;
  const own = `${api}/predictions/${id}`;
  return {
    id,
    model: modelName,
    version: request.version,
    input: isRemoved ? {} : request.input,
    ...(place === 'list' ? {} : { logs: isRemoved ? '' : prediction.logs }),
    output: output === null ? null : toldOutput(output, prediction.brand.shape),
    data_removed: isRemoved,
    error: prediction.error,
    source: 'api',
    status: prediction.status,
    created_at: timestamp(toldCreation(prediction)),
    ...(startedAt === null ? {} : { started_at: timestamp(startedAt) }),
    ...(completedAt === null ? {} : { completed_at: timestamp(completedAt) }),
    ...(deadline === null ? {} : { deadline: timestamp(deadline) }),
    ...(completedAt === null ? {} : { metrics: metricsOf(prediction, completedAt) }),
    ...(request.webhook === null ? {} : { webhook: request.webhook }),
    ...(request.webhookEvents === null ? {} : { webhook_events_filter: request.webhookEvents }),
    urls: {
      web: `https://replicate.com/p/${id}`,
      get: own,
      cancel: `${own}/cancel`,
      ...(request.stream ? { stream: `${own}/stream` } : {}),
    },
  };
}

function metricsOf({ createdAt, startedAt }: Prediction, completedAt: number): object {
  return {
    ...(startedAt === null ? {} : { predict_time: (completedAt - startedAt) / 1000 }),
    total_time: (completedAt - createdAt) / 1000,
  };
}

/** ISO 8601 with microseconds, as Replicate writes it. */
export function timestamp(time: number): string {
  return new Date(time).toISOString().replace('Z', '000Z');
}
