import { AlertDialog as BaseAlert } from '@base-ui/react/alert-dialog';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from './button.tsx';
import { classes } from './classes.ts';
import styles from './dialog.module.css';

/** A sheet over the window; Escape, the backdrop and its button close it. */
export function Dialog(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  /** For what needs room, such as a waveform. */
  wide?: boolean;
  /** What gets the keyboard when it opens, and when it is closed; else its first control, and what had it before. */
  focus?: { first: () => HTMLElement | null; last: () => HTMLElement | null };
  children: ReactNode;
  /** Buttons at the end. */
  actions?: ReactNode;
}): ReactNode {
  return (
    <BaseDialog.Root
      open={props.open}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles['backdrop']} />
        <BaseDialog.Popup
          className={classes(styles['popup'], props.wide === true && styles['wide'])}
          initialFocus={() => props.focus?.first() ?? true}
          finalFocus={() => props.focus?.last() ?? true}
        >
          <div className={styles['head']}>
            <BaseDialog.Title className={styles['title']}>{props.title}</BaseDialog.Title>
            <IconButton local label="Close" onClick={props.onClose}>
              <X size={18} aria-hidden />
            </IconButton>
          </div>
          {props.children}
          {props.actions !== undefined && <div className={styles['actions']}>{props.actions}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** A question before something that cannot be undone. */
export function ConfirmDialog(props: {
  open: boolean;
  title: string;
  children: ReactNode;
  /** What the button that does it says. */
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
}): ReactNode {
  return (
    <BaseAlert.Root
      open={props.open}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <BaseAlert.Portal>
        <BaseAlert.Backdrop forceRender className={styles['backdrop']} />
        <BaseAlert.Popup className={styles['popup']}>
          <BaseAlert.Title className={styles['title']}>{props.title}</BaseAlert.Title>
          <BaseAlert.Description render={<div />}>{props.children}</BaseAlert.Description>
          <div className={styles['actions']}>
            <Button local onClick={props.onClose}>
              Keep it
            </Button>
            <Button look="danger" onClick={props.onConfirm}>
              {props.confirm}
            </Button>
          </div>
        </BaseAlert.Popup>
      </BaseAlert.Portal>
    </BaseAlert.Root>
  );
}
