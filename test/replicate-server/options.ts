import type { Style } from './model.ts';
import type { NewerVersion } from './model-versions.ts';

/** Speaks a text: the bytes of a WAV file of any rate. */
export type Speak = (text: string, style: Style) => Promise<Uint8Array>;

/** How a server is started; what is left out is as {@link defaultOptions} has it. */
export interface ReplicateServerOptions {
  /** The API's port; 0 takes a free one. */
  port?: number;
  /** The token that is let in. */
  token?: string;
  /** The token of another account at the same address; null for none. */
  otherToken?: string | null;
  /** What the outputs are. */
  format?: 'mp3' | 'wav';
  /** `draft` speaks through Lectern's built-in voice; `tone` hums, at next to no cost. */
  voice?: 'draft' | 'tone';
  /** Speaks instead of `voice`. */
  speak?: Speak;
  /** Whether outputs begin with a click and end in a pulse as the deployed model's do; by default MP3 does. */
  blemishes?: boolean;
  /** Seconds that a prediction is `starting`. */
  setupSeconds?: number;
  /** Seconds of `processing` for each character of the text. */
  secondsPerCharacter?: number;
  /** Where the API is on its host; `/v1` unless told, as at the real one. */
  basePath?: string;
  /** Seconds by which the service's clock is ahead of the computer's; below 0 it is behind. */
  clockAhead?: number;
  /** A version of the model that is newer than the seed's, perhaps with other inputs; null for none. */
  newerVersion?: NewerVersion | null;
  /** The versions that there are besides those; unless told, any id of 64 hexadecimal digits is one. */
  otherVersions?: readonly string[] | null;
  /** How many predictions a page of the list has. */
  pageLength?: number;
  /** Requests of each kind that are let through within a minute; null for no limit. */
  rateLimit?: { creates: number; others: number } | null;
}

/** What holds where nothing else is asked for. */
export const defaultOptions = {
  port: 0,
  token: 'r8_local_replicate_server',
  otherToken: null,
  format: 'mp3',
  voice: 'draft',
  setupSeconds: 0.05,
  secondsPerCharacter: 0.004,
  basePath: '/v1',
  clockAhead: 0,
  newerVersion: null,
  otherVersions: null,
  pageLength: 100,
  rateLimit: null,
} as const satisfies ReplicateServerOptions;

/** The limits of the real service: https://replicate.com/docs/topics/predictions/rate-limits. */
export const realRateLimit = { creates: 600, others: 3000 } as const;
