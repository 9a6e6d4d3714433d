import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ExportProgress } from '../../electron/contract/events.ts';
import type { ExportId, ProjectId } from '../../electron/contract/ids.ts';
import { exportsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { withProgress, type LiveExport } from './live-export.ts';

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
