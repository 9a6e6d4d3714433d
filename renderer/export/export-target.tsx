import { Download, FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Export } from '../../electron/contract/export.ts';
import { exportUrl } from '../../electron/contract/media.ts';
import { useCall } from '../app/queries.ts';
import { useStudio } from '../app/studio.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { ProblemNotice, problemOf } from '../ui/notice.tsx';

/** The way to the file of a finished export, as this host has it. */
export function ExportTarget(props: { finished: Export; look: 'primary' | 'quiet' }): ReactNode {
  const { finished, look } = props;
  const { host } = useStudio();
  const reveal = useCall('host.revealExport');
  const problem = problemOf(reveal.error);
  if (host.kind === 'browser') {
    return (
      <LinkButton look={look} href={exportUrl(finished.id)} download={finished.fileName}>
        <Download size={18} aria-hidden /> Download
      </LinkButton>
    );
  }
  return (
    <>
      {problem !== null && <ProblemNotice problem={problem} />}
      <Button
        look={look}
        onClick={() => {
          reveal.mutate({ export: finished.id });
        }}
      >
        <FolderOpen size={18} aria-hidden /> Show in folder
      </Button>
    </>
  );
}
