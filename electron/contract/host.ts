import { z } from 'zod';

/** What the renderer may know of the host around it. */
export const hostInfoSchema = z.object({
  /** `electron` has native dialogs; `browser` takes uploads and offers downloads. */
  kind: z.enum(['electron', 'browser']),
  /** Lectern's version. */
  version: z.string(),
  /** Where the library is, to be shown to the person. */
  library: z.string(),
});

/** See {@link hostInfoSchema}. */
export type HostInfo = z.infer<typeof hostInfoSchema>;
