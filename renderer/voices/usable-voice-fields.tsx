import { useState, type ReactNode } from 'react';
import type { Voice } from '../../electron/contract/voice.ts';
import { useStudio } from '../app/studio.tsx';
import { Notice } from '../ui/notice.tsx';
import { whyUnusable } from './drafts.ts';
import { EngineFields, VoiceFields } from './voice-fields.tsx';

/** Settings that are saved as they are changed: what cannot work is shown and not handed on. */
export function UsableVoiceFields(props: {
  voice: Voice;
  /** Whether the engine is chosen here, too. */
  withEngine: boolean;
  /** `delay` as in `AutoSave.change`. */
  onChange: (voice: Voice, delay?: number) => void;
}): ReactNode {
  const { engines } = useStudio();
  const [held, setHeld] = useState<Voice | null>(null);
  const Fields = props.withEngine ? VoiceFields : EngineFields;
  return (
    <>
      <Fields
        voice={held ?? props.voice}
        onChange={(voice, delay) => {
          const usable = whyUnusable(engines, voice) === null;
          setHeld(usable ? null : voice);
          if (usable) props.onChange(voice, delay);
        }}
      />
      {held !== null && (
        <Notice kind="warning">
          These settings cannot work and are not saved: {whyUnusable(engines, held)} Until then, the last ones
          that can stay.
        </Notice>
      )}
    </>
  );
}
