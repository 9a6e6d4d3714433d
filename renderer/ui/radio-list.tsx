import { useId, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './field.module.css';

/** One of a few, each with its words. */
export function RadioList<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; hint?: string }[];
  /** Side by side, for short options without hints. */
  inline?: boolean;
  onChange: (value: Value) => void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['label']}>{props.label}</legend>
      <div className={classes(styles['options'], props.inline === true && styles['inline'])}>
        {props.options.map(({ value, label, hint }) => (
          <label key={value} className={styles['option']}>
            <input
              type="radio"
              className={styles['radio']}
              name={name}
              value={value}
              checked={value === props.value}
              onChange={() => {
                props.onChange(value);
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
