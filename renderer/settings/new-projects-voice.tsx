import { useState, type ReactNode } from 'react';
import type { Voice } from '../../electron/contract/voice.ts';
import { CopyVoice } from '../voices/choice/copy-voice.tsx';
import { TokenWanted } from '../voices/token-wanted.tsx';
import { UsableVoiceFields } from '../voices/usable-voice-fields.tsx';

/** The voice that new projects begin with. */
export function NewProjectsVoice(props: {
  voice: Voice;
  /** `delay` as in `AutoSave.change`. */
  onChange: (change: { voice: Voice }, delay?: number) => void;
}): ReactNode {
  const { voice, onChange } = props;
  // Settings that were copied take the place of unfinished ones.
  const [copies, setCopies] = useState(0);
  return (
    <>
      <UsableVoiceFields
        key={copies}
        withEngine
        voice={voice}
        onChange={(changed, delay) => {
          onChange({ voice: changed }, delay);
        }}
      />
      <CopyVoice
        onCopy={(copied) => {
          setCopies(copies + 1);
          onChange({ voice: copied }, 0);
        }}
      />
      <TokenWanted engine={voice.engine} />
    </>
  );
}
