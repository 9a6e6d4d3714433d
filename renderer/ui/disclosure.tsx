import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import styles from './disclosure.module.css';

/** What few people need, folded away until it is asked for. */
export function Disclosure(props: {
  label: string;
  /** Whether it is open from the start, as something in it is not as usual. */
  initiallyOpen?: boolean;
  children: ReactNode;
}): ReactNode {
  const [open, setOpen] = useState(props.initiallyOpen === true);
  return (
    <details
      className={styles['disclosure']}
      open={open}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary className={styles['summary']}>
        <ChevronRight className={styles['mark']} size={16} aria-hidden /> {props.label}
      </summary>
      <div className={styles['content']}>{props.children}</div>
    </details>
  );
}
