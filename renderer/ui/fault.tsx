import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './field.module.css';

/** What is wrong, or risky, with what a field holds. */
export interface FieldFault {
  severity: 'error' | 'warning';
  message: string;
}

/** A fault below its field, read out as it comes. */
export function Fault({ id, fault }: { id: string; fault: FieldFault | undefined }): ReactNode {
  const Icon = fault?.severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <p
      id={id}
      role="status"
      className={classes(styles['wrong'], fault?.severity === 'warning' && styles['risky'])}
    >
      {fault !== undefined && (
        <>
          <Icon className={styles['sign']} size={14} aria-hidden /> {fault.message}
        </>
      )}
    </p>
  );
}
