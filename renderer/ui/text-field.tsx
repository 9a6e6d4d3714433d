import { useId, type ReactNode } from 'react';
import { Fault, type FieldFault } from './fault.tsx';
import styles from './field.module.css';

/** A line of text. */
export function TextField(props: {
  label: string;
  /** What it is for, in plain words. */
  hint?: ReactNode;
  type?: 'text' | 'url' | 'password';
  value: string;
  placeholder?: string;
  maxLength?: number;
  fault?: FieldFault | undefined;
  onChange: (value: string) => void;
  /** The person leaves the field, or presses Enter in it. */
  onDone?: () => void;
}): ReactNode {
  const { label, hint, fault, onDone } = props;
  const id = useId();
  return (
    <div className={styles['textField']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={styles['text']}
        type={props.type ?? 'text'}
        autoComplete="off"
        spellCheck={false}
        value={props.value}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        aria-invalid={fault?.severity === 'error'}
        aria-describedby={`${id}-hint ${id}-fault`}
        onChange={({ currentTarget }) => {
          props.onChange(currentTarget.value);
        }}
        onBlur={onDone}
        onKeyDown={({ key }) => {
          if (key === 'Enter') onDone?.();
        }}
      />
      <p id={`${id}-hint`} className={styles['hint']}>
        {hint}
      </p>
      <Fault id={`${id}-fault`} fault={fault} />
    </div>
  );
}
