import { z } from 'zod';
import { problemCodes, type Problem } from './problem.ts';

// Apart from `problem.ts`, which every worker thread loads: zod takes some 10 MB of memory in each.

/** A {@link Problem} that came over a boundary or out of the database. */
export const problemSchema = z.object({
  code: z.enum(problemCodes),
  message: z.string(),
  action: z.string(),
  retryAfter: z.number().optional(),
}) satisfies z.ZodType<Problem>;
