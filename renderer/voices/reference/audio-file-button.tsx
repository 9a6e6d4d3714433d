import { useMutation } from '@tanstack/react-query';
import { FileAudio } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { Ticket } from '../../../electron/contract/calls.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemNotice, problemOf } from '../../ui/notice.tsx';
import type { OpenedFile } from './opened-file.ts';
import styles from './reference.module.css';

/** What a file dialog of the browser offers; the studio judges by the file itself. */
const acceptedAudio = '.wav,.mp3,audio/wav,audio/mpeg';

/** Lets the person pick an audio file, by the system's dialog or by the browser's, and has it looked at. */
export function AudioFileButton({ onOpened }: { onOpened: (opened: OpenedFile) => void }): ReactNode {
  const { client, host, ticketFor } = useStudio();
  const picker = useRef<HTMLInputElement>(null);
  const open = useMutation({
    mutationFn: async (choose: () => Promise<Ticket | null>): Promise<OpenedFile | null> => {
      const ticket = await choose();
      return ticket === null ? null : { ticket, file: await client.call('references.inspect', { ticket }) };
    },
    onSuccess: (opened) => {
      if (opened !== null) onOpened(opened);
    },
  });
  const problem = problemOf(open.error);
  return (
    <section className={styles['way']} aria-label="From an audio file">
      <h3 className={styles['label']}>From an audio file</h3>
      <p className={styles['hint']}>
        A WAV or MP3 of one person speaking, without music or other voices. You choose a few seconds of it.
      </p>
      <div className={styles['buttons']}>
        <Button
          look="primary"
          disabled={open.isPending}
          onClick={() => {
            if (host.kind === 'electron')
              open.mutate(async () => (await client.call('host.chooseAudio', {}))?.ticket ?? null);
            else picker.current?.click();
          }}
        >
          <FileAudio size={16} aria-hidden />{' '}
          {open.isPending ? 'Reading the file …' : 'Choose an audio file …'}
        </Button>
        {host.kind === 'browser' && (
          <input
            ref={picker}
            type="file"
            hidden
            accept={acceptedAudio}
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              // So that picking the same file again is a change, too.
              currentTarget.value = '';
              if (file !== undefined) open.mutate(() => ticketFor(file, 'audio'));
            }}
          />
        )}
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
    </section>
  );
}
