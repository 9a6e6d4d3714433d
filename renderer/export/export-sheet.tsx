import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Project } from '../../electron/contract/project.ts';
import { formatsQuery } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice, ProblemNotice, problemOf } from '../ui/notice.tsx';
import { everything, ExportChooser } from './export-chooser.tsx';
import { ExportResult } from './export-result.tsx';
import { ExportWriting } from './export-writing.tsx';
import { RecentExports } from './recent-exports.tsx';
import styles from './export.module.css';
import type { LiveExport } from './live-export.ts';
import { useExports } from './use-exports.ts';
import { useStartExport } from './use-start-export.ts';

/** What is exported, the export while it is written, and what came of it. */
export function ExportSheet(props: { project: Project; open: boolean; onClose: () => void }): ReactNode {
  const { project, open, onClose } = props;
  const { exports, error } = useExports(project.id, open);
  const formats = useQuery({ ...formatsQuery(useStudio().client), enabled: open });
  const start = useStartExport(project.id);
  const [choice, setChoice] = useState(everything);
  const [seen, setSeen] = useState(false);
  const listProblem = problemOf(error);

  const started = start.data ?? null;
  const running = exports.find(({ state }) => state === 'running');
  const ended = exports.find(({ id }) => id === started?.id);
  const result = started !== null && ended?.state === 'succeeded' && !seen ? ended : undefined;
  const recent = exports.filter((one) => one !== running && one !== result);

  return (
    <Dialog
      open={open}
      onClose={() => {
        onClose();
        // One that is still written is worth telling of when the sheet is opened again.
        if (running === undefined) setSeen(true);
      }}
      title="Export"
    >
      <div className={styles['sheet']}>
        {running !== undefined && <ExportWriting running={running} />}
        {running === undefined && result !== undefined && started !== null && (
          <ExportResult
            finished={result}
            started={started}
            onAgain={() => {
              setSeen(true);
            }}
          />
        )}
        {running === undefined && result === undefined && (
          <>
            <Ending ended={seen ? undefined : ended} />
            <ExportChooser
              project={project}
              open={open}
              choice={choice}
              onChoose={setChoice}
              busy={start.isPending}
              problem={problemOf(start.error)}
              onExport={(order) => {
                setSeen(false);
                start.mutate(order);
              }}
            />
          </>
        )}
        {listProblem !== null && <ProblemNotice problem={listProblem} />}
        <RecentExports exports={recent} formats={formats.data ?? []} />
      </div>
    </Dialog>
  );
}

/** How the export that was started last ended, when it did not end well. */
function Ending({ ended }: { ended: LiveExport | undefined }): ReactNode {
  if (ended === undefined) return null;
  if (ended.state === 'cancelled') return <Notice>Cancelled. Nothing of it was left behind.</Notice>;
  if (ended.problem !== null) return <ProblemNotice problem={ended.problem} />;
  return null;
}
