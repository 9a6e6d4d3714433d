import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { defaultFormat } from '../../electron/contract/format.ts';
import type { SectionId } from '../../electron/contract/ids.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import type { Project } from '../../electron/contract/project.ts';
import { formatsQuery, keys, sectionsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { count } from '../ui/format.ts';
import { ProblemNotice, problemOf, Waiting } from '../ui/notice.tsx';
import { Drafts } from './drafts.tsx';
import { ChapterChoices } from './chapter-choices.tsx';
import { chapterChoices, chosenChapters, summarise, type ChapterChoice } from './export-summary.ts';
import styles from './export.module.css';
import { exportFileName } from './file-name.ts';
import { FormatChoice } from './format-choice.tsx';
import { Gaps } from './gaps.tsx';
import { Totals } from './totals.tsx';
import type { ExportOrder } from './use-start-export.ts';

/** What the person has chosen. */
export interface ExportChoice {
  leftOut: ReadonlySet<SectionId>;
  /** How many gaps were accepted: more than these must be accepted anew. */
  acceptedGaps: number;
  /** The id of the format that it is written in. */
  format: string;
}

/** Every chapter, if there are no gaps. */
export const everything: ExportChoice = { leftOut: new Set(), acceptedGaps: 0, format: defaultFormat };

/** Chooses the chapters of an export and shows what they come to. */
export function ExportChooser(props: {
  project: Project;
  open: boolean;
  choice: ExportChoice;
  onChoose: (choice: ExportChoice) => void;
  /** While a target is asked for. */
  busy: boolean;
  /** Why the export could not be started. */
  problem: Problem | null;
  onExport: (order: ExportOrder) => void;
}): ReactNode {
  const { project, open, choice, onChoose, busy, problem, onExport } = props;
  const { leftOut, acceptedGaps } = choice;
  const { client } = useStudio();
  const sections = useQuery({ ...sectionsQuery(client, project.id), enabled: open });
  const formats = useQuery({ ...formatsQuery(client), enabled: open });
  const format = formats.data?.find(({ id }) => id === choice.format);
  const choices = chapterChoices(sections.data ?? []);
  const chosen = chosenChapters(choices, leftOut);
  const { summary, error } = useSummary(project, chosen, open);

  const failed = problemOf(sections.error ?? formats.error ?? error);
  if (failed !== null) return <ProblemNotice problem={failed} />;
  if (sections.data === undefined) return <Waiting label="Counting" />;
  if (!choices.some(({ audible }) => audible)) return <NothingYet />;

  const silent = choices.filter(({ audible }) => !audible).length;
  const gaps = summary?.gaps ?? [];
  const accepted = gaps.length <= acceptedGaps;
  const single = choices.length > 1 && chosen.length === 1 ? chosen[0]?.title : undefined;
  return (
    <>
      <ChapterChoices
        choices={choices}
        leftOut={leftOut}
        onChange={(changed) => {
          onChoose({ ...choice, leftOut: changed });
        }}
      />
      {silent > 0 && (
        <p className={styles['silentNote']}>
          {count(silent, 'chapter')} {silent === 1 ? 'is' : 'are'} not narrated yet and will not be in this
          export.
        </p>
      )}
      {gaps.length > 0 && (
        <Gaps
          gaps={gaps}
          accepted={accepted}
          onAccept={(accept) => {
            onChoose({ ...choice, acceptedGaps: accept ? gaps.length : 0 });
          }}
        />
      )}
      {summary !== undefined && summary.drafts > 0 && <Drafts count={summary.drafts} />}
      <FormatChoice
        formats={formats.data ?? []}
        chosen={choice.format}
        onChoose={(chosenFormat) => {
          onChoose({ ...choice, format: chosenFormat });
        }}
      />
      {problem !== null && <ProblemNotice problem={problem} />}
      <div className={styles['foot']}>
        <Totals summary={summary} format={format} />
        <Button
          look="primary"
          disabled={busy || summary === undefined || format === undefined || !accepted}
          onClick={() => {
            if (summary === undefined || format === undefined) return;
            const suggestedName = exportFileName(project.title, single ?? null, format.extension);
            const title = single === undefined ? project.title : `${project.title}: ${single}`;
            onExport({ summary, format: format.id, title, suggestedName });
          }}
        >
          Export
        </Button>
      </div>
    </>
  );
}

/** What the chosen chapters come to; asked again, with the last answer standing, when more of them is narrated. */
function useSummary(project: Project, chosen: readonly ChapterChoice[], open: boolean) {
  const { client } = useStudio();
  const sections = chosen.map(({ id }) => id);
  const state = chosen.map(({ id, gaps, drafts }) => `${id}:${gaps}:${drafts}`);
  const { data, error } = useQuery({
    queryKey: keys.exportable(project.id, state),
    queryFn: async () => ({
      of: sections.join(),
      summary: summarise(await client.call('assembly.get', { project: project.id, sections })),
    }),
    enabled: open && chosen.length > 0,
    placeholderData: keepPreviousData,
    // A list of every part of a book: comparing it with the last one costs more than it saves, and so does keeping it.
    structuralSharing: false,
    gcTime: 0,
    retry: false,
  });
  // The answer for other chapters is not the export that was chosen.
  return { summary: data?.of === sections.join() ? data.summary : undefined, error };
}

function NothingYet(): ReactNode {
  return (
    <div className={styles['nothing']}>
      <p className={styles['nothingTitle']}>Nothing to export yet</p>
      <p>Narrate a chapter or the whole book first. What is ready can be exported at any time.</p>
    </div>
  );
}
