import { z } from 'zod';

/** When Replicate calls a webhook. */
export const webhookEventSchema = z.enum(['start', 'output', 'logs', 'completed']);

/** A receiver that the person runs; it is named in each prediction. */
export const webhookSchema = z.object({
  url: z.url({ protocol: /^https?$/u }),
  events: z.array(webhookEventSchema).min(1),
});

/** See {@link webhookSchema}. */
export type Webhook = z.infer<typeof webhookSchema>;

/** Replicate's own address. */
export const defaultApiUrl = 'https://api.replicate.com/v1';

/** The connection to Replicate as a host may show it: never the token itself. */
export const replicateConnectionSchema = z.object({
  apiUrl: z.string(),
  webhook: webhookSchema.nullable(),
  /** Whether each prediction asks for an address that streams its output (deprecated by Replicate). */
  stream: z.boolean(),
  /** Where the token is kept; null when there is none. */
  token: z.enum(['key-store', 'file', 'environment']).nullable(),
  /** Where a token that is given now would be kept, and how safe that is, in a sentence. */
  storage: z.string(),
});

/** See {@link replicateConnectionSchema}. */
export type ReplicateConnection = z.infer<typeof replicateConnectionSchema>;

/** What the service says of the account and of the model. */
export const replicateAccountSchema = z.object({
  username: z.string(),
  name: z.string().nullable(),
  /** The model's newest version, by its id; null when the service does not tell. */
  latestVersion: z.string().nullable(),
  /** Whether that is the one that Lectern was made for. */
  isOurVersion: z.boolean(),
  /** How the newest version’s inputs differ from the controls, each in a sentence; empty when they do not. */
  differences: z.array(z.string()),
});

/** See {@link replicateAccountSchema}. */
export type ReplicateAccount = z.infer<typeof replicateAccountSchema>;
