import { useId, type ReactNode } from 'react';
import styles from './settings.module.css';

/** A few settings that belong together. */
export function SettingsSection(props: { title: string; hint?: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <div className={styles['about']}>
        <h2 id={id} className={styles['subhead']}>
          {props.title}
        </h2>
        {props.hint !== undefined && <p className={styles['hint']}>{props.hint}</p>}
      </div>
      <div className={styles['fields']}>{props.children}</div>
    </section>
  );
}
