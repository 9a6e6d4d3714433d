import { useId, type ReactNode } from 'react';
import { Fault, type FieldFault } from './fault.tsx';
import styles from './field.module.css';

/** A slider with its value beside it. */
export function RangeField(props: {
  label: string;
  /** What it does, in plain words. */
  hint: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** The value as it is shown and read out. */
  shown: string;
  /** Why it changes nothing as things are. */
  idle?: string | undefined;
  fault?: FieldFault | undefined;
  onChange: (value: number) => void;
}): ReactNode {
  const { label, hint, value, min, max, step, shown, idle, fault, onChange } = props;
  const id = useId();
  return (
    <div className={styles['slider']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <output className={styles['shown']} htmlFor={id}>
        {shown}
      </output>
      <input
        id={id}
        className={styles['range']}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={shown}
        aria-invalid={fault?.severity === 'error'}
        aria-describedby={`${id}-hint ${id}-fault`}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.valueAsNumber);
        }}
      />
      <p id={`${id}-hint`} className={styles['hint']}>
        {hint}
        {idle !== undefined && <span className={styles['idle']}>{idle}</span>}
      </p>
      <Fault id={`${id}-fault`} fault={fault} />
    </div>
  );
}
