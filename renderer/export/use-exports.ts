import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ExportProgress } from '../../electron/contract/events.ts';
import type { Export } from '../../electron/contract/export.ts';
import type { ExportId, ProjectId } from '../../electron/contract/ids.ts';
import { exportsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';

/** An export as it stands now. */
export interface LiveExport extends Export {
  /** From 0 to 1. */
  fraction: number;
}

/** The exports of a project, newest first, kept true by the studio's events. */
export function useExports(project: ProjectId, enabled: boolean): { exports: LiveExport[]; error: unknown } {
  const { client, connection } = useStudio();
  const { data: stored = [], error } = useQuery({ ...exportsQuery(client, project), enabled });
  const [told, setTold] = useState<ReadonlyMap<ExportId, ExportProgress>>(new Map());
  useEffect(
    () =>
      connection.subscribe(({ name, payload }) => {
        if (name !== 'export' || payload.project !== project) return;
        setTold((before) => new Map(before).set(payload.export, payload));
      }),
    [connection, project],
  );
  return { exports: stored.map((one) => withProgress(one, told.get(one.id))), error };
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
