import { Redo2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Edit } from '../../electron/contract/history.ts';
import type { ProjectId } from '../../electron/contract/ids.ts';
import { IconButton } from '../ui/button.tsx';
import styles from './history-buttons.module.css';
import { keysOf, type Way } from './history-keys.ts';
import { isMac, useHistory, useHistoryKeys } from './use-history.ts';

/** Undoes the edits of a book and does them again, by button and by key. */
export function HistoryButtons({ project }: { project: ProjectId }): ReactNode {
  const { history, step } = useHistory(project);
  useHistoryKeys(step);
  return (
    <div role="group" aria-label="History" className={styles['buttons']}>
      <StepButton way="undo" edit={history?.undo ?? null} step={step}>
        <Undo2 size={16} aria-hidden />
      </StepButton>
      <StepButton way="redo" edit={history?.redo ?? null} step={step}>
        <Redo2 size={16} aria-hidden />
      </StepButton>
    </div>
  );
}

const words: Readonly<Record<Way, { act: string; nothing: string }>> = {
  undo: { act: 'Undo', nothing: 'Nothing to undo' },
  redo: { act: 'Redo', nothing: 'Nothing to redo' },
};

function StepButton(props: {
  way: Way;
  edit: Edit | null;
  step: (way: Way) => void;
  children: ReactNode;
}): ReactNode {
  const { way, edit, step } = props;
  const { act, nothing } = words[way];
  const keys = keysOf(way, isMac());
  return (
    <IconButton
      look="secondary"
      label={edit === null ? `${nothing} (${keys})` : `${act} ${edit.name} (${keys})`}
      aria-keyshortcuts={way === 'undo' ? 'Control+Z Meta+Z' : 'Control+Shift+Z Meta+Shift+Z'}
      // A button that was disabled would lose the keyboard with its last step.
      aria-disabled={edit === null}
      onClick={() => {
        if (edit !== null) step(way);
      }}
    >
      {props.children}
    </IconButton>
  );
}
