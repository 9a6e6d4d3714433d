import type { ExportProgress } from '../../electron/contract/events.ts';
import type { Export } from '../../electron/contract/export.ts';

/** An export as it stands now. */
export interface LiveExport extends Export {
  /** From 0 to 1. */
  fraction: number;
}

/**
 * An export with what was told of it since it was asked for. What has ended has ended, whichever of the two says so:
 * an event may be older than the answer, and may be missed while the connection is lost.
 */
export function withProgress(stored: Export, told: ExportProgress | undefined): LiveExport {
  if (stored.state !== 'running') return { ...stored, fraction: stored.state === 'succeeded' ? 1 : 0 };
  if (told === undefined) return { ...stored, fraction: 0 };
  const { state, fraction, problem } = told;
  return { ...stored, state, fraction, problem };
}
