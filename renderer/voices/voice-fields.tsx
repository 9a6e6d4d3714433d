import type { ReactNode } from 'react';
import { defaultStyleTts2Voice, defaultVoice, type Voice } from '../../electron/contract/voice.ts';
import { RadioList } from '../ui/radio-list.tsx';
import { DraftVoiceFields } from './draft-voice-fields.tsx';
import { StyleTts2Fields } from './styletts2-fields.tsx';
import { engineWords } from './voice-words.ts';

const engines = [
  {
    value: 'styletts2',
    label: engineWords.styletts2,
    hint: 'A natural voice, spoken by Replicate over the internet and paid by the second.',
  },
  {
    value: 'draft',
    label: engineWords.draft,
    hint: 'Built in, free, works offline; plainly a machine. It speaks English.',
  },
] as const;

/** The settings that an engine begins with. */
export function defaultsOf(engine: Voice['engine']): Voice {
  return engine === 'draft' ? defaultVoice : defaultStyleTts2Voice;
}

/** A voice: its engine, and every setting of it. */
export function VoiceFields(props: {
  voice: Voice;
  /** `delay` as in `AutoSave.change`. */
  onChange: (voice: Voice, delay?: number) => void;
}): ReactNode {
  const { voice, onChange } = props;
  return (
    <>
      <RadioList
        label="Engine"
        value={voice.engine}
        options={engines}
        onChange={(engine) => {
          onChange(defaultsOf(engine), 0);
        }}
      />
      <EngineFields voice={voice} onChange={onChange} />
    </>
  );
}

/** Every setting of a voice but its engine. */
export function EngineFields(props: {
  voice: Voice;
  /** `delay` as in `AutoSave.change`. */
  onChange: (voice: Voice, delay?: number) => void;
}): ReactNode {
  const { voice, onChange } = props;
  return voice.engine === 'draft' ? (
    <DraftVoiceFields voice={voice} onChange={onChange} />
  ) : (
    <StyleTts2Fields voice={voice} onChange={onChange} />
  );
}
