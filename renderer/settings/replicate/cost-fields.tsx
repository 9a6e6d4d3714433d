import type { ReactNode } from 'react';
import { highestCap, highestRate, type Settings } from '../../../electron/contract/settings.ts';
import { money } from '../../ui/format.ts';
import { NumberField } from '../../ui/number-field.tsx';
import styles from '../settings.module.css';

/** What a cap begins as, in US dollars. */
const firstCap = 5;

/** What a second costs, and what one narration may cost. */
export function CostFields(props: {
  values: Pick<Settings, 'replicateRate' | 'maxCost'>;
  /** `delay` as in `AutoSave.change`. */
  onChange: (change: Partial<Pick<Settings, 'replicateRate' | 'maxCost'>>, delay?: number) => void;
}): ReactNode {
  const { values, onChange } = props;
  const { replicateRate, maxCost } = values;
  return (
    <>
      <NumberField
        label="Rate"
        hint={`What Replicate asks for a second of work on the model’s graphics card: ${money(replicateRate * 3600)} an hour. Forecasts and costs are reckoned with it.`}
        unit="$ a second"
        value={replicateRate}
        min={0}
        max={highestRate}
        step={0.000001}
        wide
        onChange={(rate) => {
          onChange({ replicateRate: rate });
        }}
      />
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={maxCost !== null}
          onChange={({ currentTarget }) => {
            onChange({ maxCost: currentTarget.checked ? firstCap : null }, 0);
          }}
        />
        <span>
          Pause a narration at a cost
          <span className={styles['hint']}>It goes on when you raise the cap.</span>
        </span>
      </label>
      {maxCost !== null && (
        <NumberField
          label="At most"
          hint="For one narration."
          unit="$"
          value={maxCost}
          min={0}
          max={highestCap}
          step={0.01}
          onChange={(cap) => {
            onChange({ maxCost: cap });
          }}
        />
      )}
    </>
  );
}
