import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  defaultPauses,
  longestBoundaryPause,
  type Boundary,
  type Pauses,
} from '../../electron/contract/chunk.ts';
import { Button } from '../ui/button.tsx';
import { NumberField } from '../ui/number-field.tsx';

const boundaries: readonly { boundary: Boundary; label: string; hint: string }[] = [
  { boundary: 'clause', label: 'Within a sentence', hint: 'Where a very long sentence had to be cut.' },
  { boundary: 'sentence', label: 'Sentence', hint: 'Between two sentences of a paragraph.' },
  { boundary: 'paragraph', label: 'Paragraph', hint: 'After the last sentence of a paragraph.' },
  { boundary: 'scene', label: 'Scene', hint: 'Where the text has a break such as three stars.' },
  { boundary: 'heading', label: 'Heading', hint: 'After a title has been read.' },
  { boundary: 'chapter', label: 'Chapter', hint: 'At the end, before the next chapter begins.' },
];

/** The silence after each piece of text, in seconds, by what ends there. */
export function PauseFields(props: {
  pauses: Pauses;
  /** `delay` as in `AutoSave.change`. */
  onChange: (pauses: Pauses, delay?: number) => void;
}): ReactNode {
  const { pauses, onChange } = props;
  const asDefault = boundaries.every(({ boundary }) => pauses[boundary] === defaultPauses[boundary]);
  return (
    <>
      {boundaries.map(({ boundary, label, hint }) => (
        <NumberField
          key={boundary}
          label={label}
          hint={hint}
          unit="seconds"
          value={pauses[boundary]}
          min={0}
          max={longestBoundaryPause}
          step={0.05}
          onChange={(seconds) => {
            onChange({ ...pauses, [boundary]: seconds });
          }}
        />
      ))}
      <div>
        <Button
          disabled={asDefault}
          onClick={() => {
            onChange(defaultPauses, 0);
          }}
        >
          <RotateCcw size={16} aria-hidden /> Reset pauses
        </Button>
      </div>
    </>
  );
}
