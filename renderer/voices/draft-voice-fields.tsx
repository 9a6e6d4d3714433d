import type { ReactNode } from 'react';
import type { DraftVoice } from '../../electron/contract/voice.ts';
import { RadioList } from '../ui/radio-list.tsx';
import { RangeField } from '../ui/range-field.tsx';
import { speakerWords } from './voice-words.ts';

const speakers: readonly { value: DraftVoice['speaker']; label: string; hint: string }[] = [
  { value: 'rms', label: speakerWords.rms, hint: 'rms · the best choice for proof-listening' },
  { value: 'slt', label: speakerWords.slt, hint: 'slt · clear and a little brighter' },
  { value: 'awb', label: speakerWords.awb, hint: 'awb · softer, with an accent' },
  { value: 'kal', label: speakerWords.kal, hint: 'kal · plainly a machine' },
  { value: 'kal16', label: speakerWords.kal16, hint: 'kal16 · a machine too, with fuller sound' },
];

/** The draft voice: who speaks, and how fast. */
export function DraftVoiceFields(props: {
  voice: DraftVoice;
  /** `delay` as in `AutoSave.change`. */
  onChange: (voice: DraftVoice, delay?: number) => void;
}): ReactNode {
  const { voice, onChange } = props;
  return (
    <>
      <RadioList
        label="Speaker"
        value={voice.speaker}
        options={speakers}
        onChange={(speaker) => {
          onChange({ ...voice, speaker }, 0);
        }}
      />
      <RangeField
        label="Rate"
        hint="How fast it speaks, from 0.5 to 2; 1 is the speaker’s own pace."
        value={voice.rate}
        min={0.5}
        max={2}
        step={0.05}
        shown={`${voice.rate.toFixed(2)} ×`}
        onChange={(rate) => {
          onChange({ ...voice, rate });
        }}
      />
    </>
  );
}
