import { z } from 'zod';

/** What the renderer sends over the browser host's WebSocket: one call, numbered by the renderer. */
export const socketRequestSchema = z.object({ id: z.int(), name: z.string(), input: z.unknown() });

/** See {@link socketRequestSchema}. */
export type SocketRequest = z.infer<typeof socketRequestSchema>;

/** What the browser host sends: the answer to a call (a `Result`), or an event (a `StudioEvent`). */
export const socketMessageSchema = z.union([
  z.object({ id: z.int(), result: z.unknown() }),
  z.object({ event: z.unknown() }),
]);

/** See {@link socketMessageSchema}. */
export type SocketMessage = z.infer<typeof socketMessageSchema>;
