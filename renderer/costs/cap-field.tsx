import { highestCap } from '../../electron/contract/settings.ts';
import type { ReactNode } from 'react';
import { NumberField } from '../ui/number-field.tsx';
import styles from './costs.module.css';

/** What a narration may cost before it pauses, in US dollars; null for no cap. */
export function CapField(props: {
  cap: number | null;
  /** What it begins as when there was none. */
  suggested: number;
  onChange: (cap: number | null) => void;
}): ReactNode {
  const { cap, suggested, onChange } = props;
  return (
    <div className={styles['cap']}>
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={cap !== null}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.checked ? suggested : null);
          }}
        />
        Pause when it has cost
      </label>
      {cap !== null && (
        <NumberField
          label="At most"
          unit="$"
          value={cap}
          min={0}
          max={highestCap}
          step={0.01}
          onChange={onChange}
        />
      )}
    </div>
  );
}
