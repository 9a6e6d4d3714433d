import { Hourglass } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { NarrationProgress } from '../../electron/contract/narration.ts';
import { ProblemWay } from '../app/problem-way.tsx';
import { RaiseCap } from '../costs/raise-cap.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import styles from './narration-bar.module.css';
import { waitWords } from './progress-words.ts';

/** Why a narration does not get on, and what makes it; nothing while it does, or was paused by the person. */
export function Held(props: {
  narration: NarrationProgress;
  resuming: boolean;
  /** `maxCost` is another cap in US dollars; null for none, undefined for the one it has. */
  onResume: (maxCost?: number | null) => void;
}): ReactNode {
  const { narration, resuming, onResume } = props;
  const { state, problem, waitingFor, resumesAt } = narration;
  if (state === 'running' && waitingFor !== null) {
    return (
      <div className={styles['held']}>
        <Hourglass size={18} aria-hidden />
        <p>
          {waitingFor.message} {waitingFor.action}
        </p>
      </div>
    );
  }
  if (problem === null) return null;
  if (state === 'waiting') {
    return (
      <div className={styles['held']}>
        <Hourglass size={18} aria-hidden />
        <p>
          {problem.message} {resumesAt !== null && <Countdown until={resumesAt} />}
        </p>
      </div>
    );
  }
  if (problem.code !== 'cost-cap') {
    return (
      <ProblemNotice problem={problem}>
        <ProblemWay problem={problem} />
      </ProblemNotice>
    );
  }
  return (
    <div className={styles['capped']}>
      <p role="alert">{problem.message}</p>
      <RaiseCap narration={narration} busy={resuming} onResume={onResume} />
    </div>
  );
}

/** Counts down to a moment; not read out, as the state itself is. */
function Countdown({ until }: { until: string }): ReactNode {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 250);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return <span className={styles['countdown']}>{waitWords(until, now)}</span>;
}
