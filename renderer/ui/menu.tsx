import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLive } from './live.tsx';
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
  /** What it does, or why it cannot, in a smaller line. */
  note?: string | undefined;
  children: ReactNode;
}): ReactNode {
  const live = useLive();
  return (
    <BaseMenu.Item
      className={styles['item']}
      disabled={props.disabled === true || !live}
      onClick={props.onClick}
    >
      <span>
        {props.children}
        {props.note !== undefined && <span className={styles['hint']}>{props.note}</span>}
      </span>
      {props.keys !== undefined && (
        <kbd className={styles['keys']} aria-hidden>
          {props.keys}
        </kbd>
      )}
    </BaseMenu.Item>
  );
}

/** One of a few, chosen in a menu. */
export function MenuChoice<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; hint?: string }[];
  onChange: (value: Value) => void;
}): ReactNode {
  const live = useLive();
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className={styles['label']}>{props.label}</BaseMenu.GroupLabel>
      <BaseMenu.RadioGroup value={props.value}>
        {props.options.map(({ value, label, hint }) => (
          <BaseMenu.RadioItem
            key={value}
            value={value}
            closeOnClick
            disabled={!live}
            className={styles['item']}
            onClick={() => {
              if (value !== props.value) props.onChange(value);
            }}
          >
            <span>
              {label}
              {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
            </span>
            <BaseMenu.RadioItemIndicator>
              <Check size={16} aria-hidden />
            </BaseMenu.RadioItemIndicator>
          </BaseMenu.RadioItem>
        ))}
      </BaseMenu.RadioGroup>
    </BaseMenu.Group>
  );
}

/** A line between what a menu offers. */
export function MenuLine(): ReactNode {
  return <BaseMenu.Separator className={styles['line']} />;
}
