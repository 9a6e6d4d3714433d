import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import styles from './menu.module.css';

/** The list of a menu, beside what opened it. */
export function MenuPopup({ children }: { children: ReactNode }): ReactNode {
  return (
    <BaseMenu.Portal>
      <BaseMenu.Positioner className={styles['positioner']} sideOffset={4} align="end">
        <BaseMenu.Popup className={styles['popup']}>{children}</BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  );
}

/** Something that a menu offers; `keys` shows how else it is done. */
export function MenuItem(props: {
  onClick: () => void;
  disabled?: boolean;
  keys?: string;
  children: ReactNode;
}): ReactNode {
  return (
    <BaseMenu.Item className={styles['item']} disabled={props.disabled ?? false} onClick={props.onClick}>
      {props.children}
      {props.keys !== undefined && (
        <kbd className={styles['keys']} aria-hidden>
          {props.keys}
        </kbd>
      )}
    </BaseMenu.Item>
  );
}
