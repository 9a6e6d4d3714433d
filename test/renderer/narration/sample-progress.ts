import { projectIdSchema, sectionIdSchema } from '../../../electron/contract/ids.ts';
import type { NarrationProgress } from '../../../electron/contract/narration.ts';

/** A narration in the midst of its work, changed as asked. */
export function progress(change: Partial<NarrationProgress> = {}): NarrationProgress {
  return {
    project: projectIdSchema.parse(1),
    state: 'running',
    section: sectionIdSchema.parse(1),
    total: 10,
    ready: 4,
    failed: 0,
    sectionTotal: 5,
    sectionFinished: 3,
    fraction: 0.4,
    secondsLeft: 90,
    problem: null,
    waitingFor: null,
    resumesAt: null,
    spent: 0,
    maxCost: null,
    ...change,
  };
}
