import { z } from 'zod';

/**
 * What a take, or audio as it was received, says of itself: enough to find it again, and to know what it is, without
 * the database. It is written as JSON in a chunk of its own of the take's WAV file, and in a file beside an original.
 */
export const takeIdentitySchema = z.object({
  /** The form of this very record. */
  lectern: z.literal(1),
  /** Hex SHA-256 of the take's samples as they are in the file; of the whole file, for an original. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  /** The prediction that gave it, by this library's number. */
  prediction: z.int().positive(),
  /** Whose it was: the project by its manuscript's hash; null for a try. */
  project: z.object({ id: z.int().positive(), sourceHash: z.string(), title: z.string() }).nullable(),
  /** The chunk's text, as it was to be spoken. */
  text: z.string(),
  /** The voice as it is stored: an engine plus its settings. */
  voice: z.record(z.string(), z.json()),
  /** The engine's revision; null when it is not known any more. */
  revision: z.string().nullable(),
  /** Who made the sound: the model’s version, or a local engine’s. Files of a Lectern before schema 4 do not say. */
  maker: z.string().nullable().optional(),
  /** What the take belongs to, as the Lectern that made it reckoned it. */
  speechKey: z.string(),
  /** Hz; null for an original. */
  sampleRate: z.int().positive().nullable(),
  /** What was sent, and to whom, and under which id it was known there; null for what never left this computer. */
  sent: z
    .object({
      input: z.record(z.string(), z.json()),
      inputHash: z.string(),
      service: z.string(),
      remoteId: z.string().nullable(),
      predictTime: z.number().nullable(),
      cost: z.number().nullable(),
    })
    .nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
});

/** See {@link takeIdentitySchema}. */
export type TakeIdentity = z.infer<typeof takeIdentitySchema>;
