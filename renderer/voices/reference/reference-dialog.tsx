import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Clip } from '../../../electron/contract/named-voice.ts';
import type { Reference } from '../../../electron/contract/voice.ts';
import { settingsQuery } from '../../app/queries.ts';
import { useStudio } from '../../app/studio.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNotice, problemOf, Waiting } from '../../ui/notice.tsx';
import { AudioFileButton } from './audio-file-button.tsx';
import { ClipCutter } from './clip-cutter.tsx';
import { EarlierClips } from './earlier-clips.tsx';
import { JudgedClip } from './judged-clip.tsx';
import type { OpenedFile } from './opened-file.ts';
import styles from './reference.module.css';
import { Terms } from './terms.tsx';
import { WebReference } from './web-reference.tsx';

/** Where the person is on the way to a reference. */
type Step = { at: 'choosing' } | { at: 'cutting'; opened: OpenedFile } | JudgingStep;
interface JudgingStep {
  at: 'judging';
  opened: OpenedFile;
  clip: Clip;
}

/** Leads to a reference: one of the clips, a stretch of an audio file, or an address. The model's terms come first. */
export function ReferenceDialog(props: {
  open: boolean;
  onClose: () => void;
  onChoose: (reference: Reference) => void;
}): ReactNode {
  const { open, onClose, onChoose } = props;
  return (
    <Dialog open={open} onClose={onClose} title="Choose a reference" wide>
      {open && <Steps onChoose={onChoose} />}
    </Dialog>
  );
}

function Steps({ onChoose }: { onChoose: (reference: Reference) => void }): ReactNode {
  const { client } = useStudio();
  const { data: settings, error, refetch } = useQuery(settingsQuery(client));
  const [step, setStep] = useState<Step>({ at: 'choosing' });
  const problem = problemOf(error);
  if (problem !== null) {
    return (
      <ProblemNotice problem={problem}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </ProblemNotice>
    );
  }
  if (settings === undefined) return <Waiting label="Opening the settings …" />;
  if (settings.referenceTermsAccepted === null) return <Terms />;
  const useClip = ({ hash, name }: Clip): void => {
    onChoose({ kind: 'clip', hash, name });
  };
  switch (step.at) {
    case 'choosing':
      return (
        <div className={styles['ways']}>
          <AudioFileButton
            onOpened={(opened) => {
              setStep({ at: 'cutting', opened });
            }}
          />
          <EarlierClips onChoose={useClip} />
          <WebReference
            onChoose={(url) => {
              onChoose({ kind: 'url', url });
            }}
          />
          <Terms />
        </div>
      );
    case 'cutting':
      return (
        <ClipCutter
          opened={step.opened}
          onBack={() => {
            setStep({ at: 'choosing' });
          }}
          onCut={(clip) => {
            setStep({ at: 'judging', opened: step.opened, clip });
          }}
        />
      );
    case 'judging':
      return (
        <JudgedClip
          clip={step.clip}
          onAgain={() => {
            setStep({ at: 'cutting', opened: step.opened });
          }}
          onUse={() => {
            useClip(step.clip);
          }}
        />
      );
  }
}
