import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { ExportId, ProjectId } from '../../electron/contract/ids.ts';
import { keys } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import type { ExportSummary } from './export-summary.ts';

/** An export that was started from this sheet. */
export interface StartedExport {
  id: ExportId;
  /** Name of the stitched file: what is written is what is played. */
  stitched: string;
  chapters: number;
  seconds: number;
}

/** What to export, and under which name. */
export interface ExportOrder {
  summary: ExportSummary;
  /** The id of the format that it is written in. */
  format: string;
  /** What it is of: the book, or a chapter of it. */
  title: string;
  suggestedName: string;
}

/** Registers the stitched file, asks where it shall go, and starts to write it; null when no target is chosen. */
export function useStartExport(
  project: ProjectId,
): UseMutationResult<StartedExport | null, Error, ExportOrder> {
  const { client } = useStudio();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({
      summary,
      format,
      title,
      suggestedName,
    }: ExportOrder): Promise<StartedExport | null> => {
      const { name } = await client.call('stitched.register', { file: summary.file });
      const target = await client.call('host.chooseTarget', { suggestedName, format });
      if (target === null) return null;
      const { about, chunks } = summary.timeline;
      const { export: id } = await client.call('exports.start', {
        ...{ project, name, about: { ...about, title }, chunks, ...target },
      });
      await queries.invalidateQueries({ queryKey: keys.exports(project) });
      return { id, stitched: name, chapters: summary.chapters, seconds: summary.seconds };
    },
  });
}
