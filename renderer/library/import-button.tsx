import { useMutation } from '@tanstack/react-query';
import { BookPlus } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useStudio } from '../app/studio.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice, problemOf } from '../ui/notice.tsx';
import { acceptedFiles } from './accepted-files.ts';
import { useImport, useImportState } from './use-import.ts';

/** Lets the person pick a manuscript: by the system's dialog, or by the browser's. */
export function ImportButton(props: { label: string; look?: 'primary' | 'secondary' }): ReactNode {
  const { host } = useStudio();
  const { importFiles, importChosen } = useImport();
  const { reading } = useImportState();
  const picker = useRef<HTMLInputElement>(null);
  const choosing = useMutation({ mutationFn: importChosen });
  const problem = problemOf(choosing.error);

  return (
    <>
      <Button
        look={props.look ?? 'primary'}
        disabled={reading !== null || choosing.isPending}
        onClick={() => {
          if (host.kind === 'electron') choosing.mutate();
          else picker.current?.click();
        }}
      >
        <BookPlus size={18} aria-hidden /> {props.label}
      </Button>
      {host.kind === 'browser' && (
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept={acceptedFiles}
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            // So that picking the same file again is a change, too.
            currentTarget.value = '';
            if (files.length > 0) importFiles({ files, folders: [] });
          }}
        />
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
