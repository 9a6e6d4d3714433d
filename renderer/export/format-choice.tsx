import type { ReactNode } from 'react';
import type { FormatFacts } from '../../electron/contract/format.ts';
import { RadioList } from '../ui/radio-list.tsx';

/** What the audiobook is written as; where there is but one way, it is told with the size of the file. */
export function FormatChoice(props: {
  formats: readonly FormatFacts[];
  /** The id of one. */
  chosen: string;
  onChoose: (format: string) => void;
}): ReactNode {
  const { formats, chosen, onChoose } = props;
  if (formats.length < 2) return null;
  const options = formats.map(({ id, name, description }) => ({ value: id, label: name, hint: description }));
  return <RadioList label="Format" value={chosen} options={options} onChange={onChoose} />;
}
