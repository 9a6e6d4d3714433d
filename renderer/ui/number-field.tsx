import { useId, useState, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './field.module.css';
import { numberWithin } from './number-within.ts';

/** A number with its unit, where it has one. Only a value within its bounds is handed on; any other is named in place. */
export function NumberField(props: {
  label: string;
  /** What it does, in plain words. */
  hint?: string;
  unit?: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** For numbers of many digits. */
  wide?: boolean;
  /** A button beside it that fills it in. */
  button?: ReactNode;
  onChange: (value: number) => void;
}): ReactNode {
  const { label, hint, unit, value, min, max, step, onChange } = props;
  const id = useId();
  // What is being typed, as long as the value is the one it was typed over.
  const [entry, setEntry] = useState({ text: '', value: NaN });
  const typed = entry.value === value ? entry.text : null;
  const wrong = typed !== null && numberWithin(typed, min, max, Number.isInteger(step)) === null;
  const bounds = Number.isInteger(step) ? `A whole number from ${min} to ${max}` : `From ${min} to ${max}`;
  return (
    <div className={classes(styles['field'], props.button !== undefined && styles['withButton'])}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <span className={styles['entry']}>
        <input
          id={id}
          className={classes(styles['number'], props.wide === true && styles['long'])}
          type="number"
          inputMode="decimal"
          min={min}
          max={max}
          step={step}
          value={typed ?? String(value)}
          aria-invalid={wrong}
          aria-describedby={`${id}-hint ${id}-wrong`}
          onChange={({ currentTarget }) => {
            const number = numberWithin(currentTarget.value, min, max, Number.isInteger(step));
            setEntry({ text: currentTarget.value, value: number ?? value });
            if (number !== null) onChange(number);
          }}
          onBlur={() => {
            if (!wrong) setEntry({ text: '', value: NaN });
          }}
        />
        {props.button}
        {unit !== undefined && <span className={styles['unit']}>{unit}</span>}
      </span>
      <p id={`${id}-hint`} className={styles['hint']}>
        {hint}
      </p>
      <p id={`${id}-wrong`} className={styles['wrong']} role="status">
        {wrong && `${[bounds, unit].join(' ').trim()}, please. Until then, ${value} stays.`}
      </p>
    </div>
  );
}
