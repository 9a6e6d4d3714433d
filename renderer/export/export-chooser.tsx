import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { SectionId } from '../../electron/contract/ids.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import type { Project } from '../../electron/contract/project.ts';
import { keys, sectionsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { count } from '../ui/format.ts';
import { Notice, ProblemNotice, problemOf, Waiting } from '../ui/notice.tsx';
import { ChapterChoices } from './chapter-choices.tsx';
import { chapterChoices, chosenChapters, summarise, type ChapterChoice } from './export-summary.ts';
import styles from './export.module.css';
import { exportFileName } from './file-name.ts';
import { Gaps } from './gaps.tsx';
import { Totals } from './totals.tsx';
import type { ExportOrder } from './use-start-export.ts';

/** Chooses the chapters of an export and shows what they come to. */
export function ExportChooser(props: {
  project: Project;
  open: boolean;
  /** While a target is asked for. */
  busy: boolean;
  /** Why the export could not be started. */
  problem: Problem | null;
  onExport: (order: ExportOrder) => void;
}): ReactNode {
  const { project, open, busy, problem, onExport } = props;
  const { client } = useStudio();
  const [leftOut, setLeftOut] = useState<ReadonlySet<SectionId>>(new Set());
  const [withoutGaps, setWithoutGaps] = useState(false);
  const sections = useQuery({ ...sectionsQuery(client, project.id), enabled: open });
  const choices = chapterChoices(sections.data ?? []);
  const chosen = chosenChapters(choices, leftOut);
  const summary = useSummary(project, chosen, open);

  const failed = problemOf(sections.error ?? summary.error);
  if (failed !== null) return <ProblemNotice problem={failed} />;
  if (sections.data === undefined) return <Waiting label="Counting" />;
  if (!choices.some(({ audible }) => audible)) return <NothingYet />;

  const silent = choices.filter(({ audible }) => !audible).length;
  const current = chosen.length === 0 || summary.isPlaceholderData ? undefined : summary.data;
  const gaps = chosen.length === 0 ? [] : (summary.data?.gaps ?? []);
  const single = choices.length > 1 && chosen.length === 1 ? chosen[0]?.title : undefined;
  return (
    <>
      <ChapterChoices choices={choices} leftOut={leftOut} onChange={setLeftOut} />
      {silent > 0 && (
        <Notice kind="warning">
          {count(silent, 'chapter')} {silent === 1 ? 'is' : 'are'} not narrated yet and will not be in this
          export.
        </Notice>
      )}
      {gaps.length > 0 && <Gaps gaps={gaps} accepted={withoutGaps} onAccept={setWithoutGaps} />}
      <Totals summary={chosen.length === 0 ? undefined : summary.data} />
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className={styles['actions']}>
        <Button
          look="primary"
          disabled={busy || current === undefined || (gaps.length > 0 && !withoutGaps)}
          onClick={() => {
            if (current === undefined) return;
            onExport({ summary: current, suggestedName: exportFileName(project.title, single) });
          }}
        >
          Export
        </Button>
      </div>
    </>
  );
}

/** What the chosen chapters come to; asked again when more of them is narrated. */
function useSummary(project: Project, chosen: readonly ChapterChoice[], open: boolean) {
  const { client } = useStudio();
  const wanted = chosen.map(({ id }) => id);
  const state = chosen.map(({ id, gaps }) => `${id}:${gaps}`);
  return useQuery({
    queryKey: [...keys.project(project.id), 'export', state],
    queryFn: async () =>
      summarise(await client.call('assembly.get', { project: project.id, sections: wanted })),
    enabled: open && chosen.length > 0,
    placeholderData: keepPreviousData,
    // A list of every part of a book: comparing it with the last one costs more than it saves, and so does keeping it.
    structuralSharing: false,
    gcTime: 0,
    retry: false,
  });
}

function NothingYet(): ReactNode {
  return (
    <div className={styles['nothing']}>
      <p className={styles['nothingTitle']}>Nothing to export yet</p>
      <p>Narrate a chapter or the whole book first. What is ready can be exported at any time.</p>
    </div>
  );
}
