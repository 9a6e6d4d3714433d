import { Check, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from '../app/store.ts';
import { IconButton } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import styles from './told-notice.module.css';
import { told } from './told.ts';

/** How long it is shown that something was done, in milliseconds; why it was not done stays. */
const shownFor = 7000;

/** Says below the book what an edit did, or why it was not done. */
export function ToldNotice(): ReactNode {
  const now = useStore(told);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (now === null || 'problem' in now || held) return;
    const over = setTimeout(() => {
      told.set(null);
    }, shownFor);
    return () => {
      clearTimeout(over);
    };
  }, [now, held]);
  // What was said of one book is of no interest beside another.
  useEffect(
    () => () => {
      told.set(null);
    },
    [],
  );
  const dismiss = (
    <IconButton
      local
      label="Dismiss"
      onClick={() => {
        told.set(null);
      }}
    >
      <X size={16} aria-hidden />
    </IconButton>
  );
  return (
    <div
      className={styles['place']}
      onPointerEnter={() => {
        setHeld(true);
      }}
      onPointerLeave={() => {
        setHeld(false);
      }}
    >
      <div role="status">
        {now !== null && 'words' in now && (
          <div className={styles['told']}>
            <Check size={16} aria-hidden />
            <span className={styles['words']}>{now.words}</span>
          </div>
        )}
      </div>
      {now !== null && 'problem' in now && (
        <div className={styles['problem']}>
          <ProblemNotice problem={now.problem}>{dismiss}</ProblemNotice>
        </div>
      )}
    </div>
  );
}

/** The same inside a dialog, which hides what is outside of it: read out, and shown where it is a problem. */
export function ToldHere(): ReactNode {
  const now = useStore(told);
  return (
    <>
      <p role="status" className="visually-hidden">
        {now !== null && 'words' in now && now.words}
      </p>
      {now !== null && 'problem' in now && <ProblemNotice problem={now.problem} />}
    </>
  );
}
