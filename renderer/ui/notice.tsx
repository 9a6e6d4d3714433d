import { CircleAlert, Info, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { LecternError, toProblem, type Problem } from '../../electron/contract/problem.ts';
import { classes } from './classes.ts';
import styles from './notice.module.css';

/** Something to know, in place. */
export function Notice({
  kind = 'info',
  children,
}: {
  kind?: 'info' | 'warning';
  children: ReactNode;
}): ReactNode {
  const Icon = kind === 'info' ? Info : TriangleAlert;
  return (
    <div role="note" className={classes(styles['notice'], kind === 'warning' && styles['warning'])}>
      <Icon size={18} aria-hidden />
      <div className={styles['text']}>{children}</div>
    </div>
  );
}

/** What went wrong, and the way out; `children` are buttons that lead there. */
export function ProblemNotice({ problem, children }: { problem: Problem; children?: ReactNode }): ReactNode {
  return (
    <div role="alert" className={classes(styles['notice'], styles['problem'])}>
      <CircleAlert size={18} aria-hidden />
      <div className={styles['text']}>
        <p>{problem.message}</p>
        <p className={styles['action']}>{problem.action}</p>
      </div>
      {children}
    </div>
  );
}

/** The problem in anything that was thrown; null for nothing, and for what the person cancelled. */
export function problemOf(thrown: unknown): Problem | null {
  if (thrown === null || thrown === undefined) return null;
  if (thrown instanceof LecternError && thrown.problem.code === 'cancelled') return null;
  return toProblem(thrown);
}

/** A place where there is nothing yet, and what to do about it. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div className={styles['empty']}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A place whose content is on its way. */
export function Waiting({ label }: { label: string }): ReactNode {
  return (
    <div role="status" className={styles['waiting']}>
      <LoaderCircle className={styles['spinner']} aria-hidden />
      {label}
    </div>
  );
}
