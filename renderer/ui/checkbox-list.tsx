import type { ReactNode } from 'react';
import styles from './field.module.css';

/** Any of a few, each with its words. */
export function CheckboxList<Value extends string>(props: {
  label: string;
  values: readonly Value[];
  options: readonly { value: Value; label: string; hint?: string }[];
  /** Gets what is chosen, in the order of the options. */
  onChange: (values: Value[]) => void;
}): ReactNode {
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['label']}>{props.label}</legend>
      <div className={styles['options']}>
        {props.options.map(({ value, label, hint }) => (
          <label key={value} className={styles['option']}>
            <input
              type="checkbox"
              className={styles['radio']}
              checked={props.values.includes(value)}
              onChange={({ currentTarget }) => {
                const wanted = new Set(props.values);
                if (currentTarget.checked) wanted.add(value);
                else wanted.delete(value);
                props.onChange(
                  props.options.flatMap((option) => (wanted.has(option.value) ? [option.value] : [])),
                );
              }}
            />
            <span>
              <span className={styles['optionLabel']}>{label}</span>
              {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
