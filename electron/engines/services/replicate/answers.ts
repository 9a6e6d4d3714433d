import { z } from 'zod';

/** Replicate's statuses. The last four are final. */
export const statuses = ['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted'] as const;

/** One of {@link statuses}. */
export type Status = (typeof statuses)[number];

/** What is missing, null, or of a kind that this client does not know, is null: a surprise must never cost an id. */
function orNull<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().catch(null);
}

const text = orNull(z.string());
/** A number, or its digits. */
const seconds = orNull(z.coerce.number().nonnegative());

/** A model's error is a sentence as a rule, but may be any JSON. */
const errorSchema = z
  .json()
  .catch(null)
  .transform((error) => (error === null || typeof error === 'string' ? error : JSON.stringify(error)));

/** A prediction as Replicate answers it, under our names. Times are ISO 8601, durations seconds. */
export const predictionSchema = z
  .object({
    id: z.string().min(1),
    // A status that is not known yet cannot be final for us: it is looked at again.
    status: z.enum(statuses).catch('processing'),
    version: text,
    input: orNull(z.record(z.string(), z.json())),
    output: orNull(z.json()),
    data_removed: z.boolean().catch(false),
    error: errorSchema,
    logs: text,
    created_at: text,
    started_at: text,
    completed_at: text,
    metrics: orNull(z.object({ predict_time: seconds, total_time: seconds })),
  })
  .transform(({ data_removed, created_at, started_at, completed_at, metrics, ...same }) => ({
    ...same,
    /** Replicate removes inputs, outputs and logs after an hour. */
    dataRemoved: data_removed,
    createdAt: created_at,
    startedAt: started_at,
    completedAt: completed_at,
    predictTime: metrics?.predict_time ?? null,
    totalTime: metrics?.total_time ?? null,
  }));

/** See {@link predictionSchema}. */
export type ReplicatePrediction = z.infer<typeof predictionSchema>;

/** A page of the account's predictions, newest first; `next` is the address of the page after it. */
export const predictionPageSchema = z
  .object({ next: z.string().nullish(), results: z.array(z.unknown()) })
  .transform(({ next, results }) => ({
    next: next ?? null,
    predictions: results.flatMap((result) => predictionSchema.safeParse(result).data ?? []),
  }));

/** See {@link predictionPageSchema}. */
export type PredictionPage = z.infer<typeof predictionPageSchema>;

/** An uploaded file: the address that a model reads it from, and until when (null: nothing was said). */
export const fileSchema = z
  .object({ id: z.string().min(1), urls: z.object({ get: z.url() }), expires_at: text })
  .transform(({ id, urls, expires_at }) => ({ id, url: urls.get, expiresAt: expires_at }));

/** See {@link fileSchema}. */
export type ReplicateFile = z.infer<typeof fileSchema>;

/** Whose token it is. */
export const accountSchema = z.object({ type: text, username: z.string(), name: text });

/** See {@link accountSchema}. */
export type Account = z.infer<typeof accountSchema>;

/** A model and its newest version, with the OpenAPI schema of its inputs. */
export const modelSchema = z
  .object({
    owner: z.string(),
    name: z.string(),
    latest_version: orNull(
      z.object({ id: z.string(), openapi_schema: orNull(z.record(z.string(), z.json())) }),
    ),
    default_example: orNull(predictionSchema),
  })
  .transform(({ latest_version, default_example, ...same }) => ({
    ...same,
    latestVersion: latest_version && { id: latest_version.id, schema: latest_version.openapi_schema },
    defaultExample: default_example,
  }));

/** See {@link modelSchema}. */
export type ReplicateModel = z.infer<typeof modelSchema>;

/** Whether nothing more will come of a prediction. */
export function isFinal({ status }: Pick<ReplicatePrediction, 'status'>): boolean {
  return status !== 'starting' && status !== 'processing';
}
