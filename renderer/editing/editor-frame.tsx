import { useEffect, useRef, type ReactNode } from 'react';
import type { ChunkId } from '../../electron/contract/ids.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import { Button } from '../ui/button.tsx';
import { useLive } from '../ui/live.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { useStore } from '../app/store.ts';
import { dropDraft, wantedFocus } from './edit-drafts.ts';
import styles from './editor.module.css';

/** What is around every editor of a chunk: Escape and its buttons end it, Ctrl+Enter saves. */
export function EditorFrame(props: {
  chunk: ChunkId;
  label: string;
  /** What the button that saves says. */
  save: string;
  /** Why it cannot be saved; null when it can. */
  whyNot: string | null;
  pending: boolean;
  problem: Problem | null;
  onSave: () => void;
  /** Buttons besides saving and cancelling. */
  more?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { chunk, whyNot, pending, onSave } = props;
  const live = useLive();
  const form = useRef<HTMLFormElement>(null);
  const wanted = useStore(wantedFocus) === chunk;
  useEffect(() => {
    if (!wanted) return;
    // A menu that closes gives the focus back to its button first.
    const frame = requestAnimationFrame(() => {
      wantedFocus.set(null);
      const first = form.current?.querySelector<HTMLElement>('textarea, input, [role="slider"]');
      first?.focus({ preventScroll: true });
      form.current?.scrollIntoView({ block: 'nearest' });
      if (first instanceof HTMLTextAreaElement)
        first.setSelectionRange(first.value.length, first.value.length);
      if (first instanceof HTMLInputElement) first.select();
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [wanted]);
  return (
    <form
      ref={form}
      noValidate
      className={styles['editor']}
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault();
        // Keys reach it also where its button is disabled.
        if (whyNot === null && !pending && live) onSave();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') endEditing(chunk);
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
          event.currentTarget.requestSubmit();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {props.children}
      {props.problem !== null && <ProblemNotice problem={props.problem} />}
      <p role="status" className={styles['why']}>
        {whyNot}
      </p>
      <div className={styles['buttons']}>
        <Button type="submit" look="primary" disabled={whyNot !== null || pending} title="Ctrl+Enter">
          {props.save}
        </Button>
        <Button
          local
          title="Escape"
          onClick={() => {
            endEditing(chunk);
          }}
        >
          Cancel
        </Button>
        {props.more}
      </div>
    </form>
  );
}

/** Ends an editor and gives the keyboard back to the chunk's row, unless it has gone elsewhere meanwhile. */
export function endEditing(chunk: ChunkId): void {
  const { activeElement } = document;
  const row = activeElement?.closest(`[data-row="${chunk}"]`) ?? null;
  const isHere = activeElement === document.body || row !== null;
  dropDraft(chunk);
  if (isHere) wantedFocus.set(chunk);
}
