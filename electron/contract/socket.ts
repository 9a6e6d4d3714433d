import { z } from 'zod';

/** What the renderer sends over the browser host's WebSocket: one call, numbered by the renderer. */
export const socketRequestSchema = z.object({ id: z.int(), name: z.string(), input: z.unknown() });

/** See {@link socketRequestSchema}. */
export type SocketRequest = z.infer<typeof socketRequestSchema>;

/**
 * What the browser host sends: first of all that it serves this page, then the answer to a call (a `Result`), or an
 * event (a `StudioEvent`).
 */
export const socketMessageSchema = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.int(), result: z.unknown() }),
  z.object({ event: z.unknown() }),
]);

/** See {@link socketMessageSchema}. */
export type SocketMessage = z.infer<typeof socketMessageSchema>;

/**
 * The code (one of those that RFC 6455 leaves to programs) with which a host closes the socket of a page that belongs to
 * another one: Lectern was started anew, under another address, and this page can never connect again.
 */
export const startedAnew = 4001;
