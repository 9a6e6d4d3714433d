import type { ReactNode } from 'react';
import { sampleRates, type ProjectSettings } from '../../electron/contract/project.ts';
import { RadioList } from '../ui/radio-list.tsx';

type SampleRate = ProjectSettings['sampleRate'];

const options = sampleRates.map((rate) => ({
  value: String(rate),
  label: `${(rate / 1000).toLocaleString('en')} kHz`,
}));

/** How many samples a second (Hz) a project is heard and exported at. */
export function SampleRateField(props: {
  value: number;
  onChange: (sampleRate: SampleRate) => void;
}): ReactNode {
  return (
    <RadioList
      inline
      label="Sample rate"
      value={String(props.value)}
      options={options}
      onChange={(chosen) => {
        const rate = sampleRates.find((known) => String(known) === chosen);
        if (rate !== undefined) props.onChange(rate);
      }}
    />
  );
}
